package io.retask.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Descent along directions that a surrogate guides, as far as its gradient v was measured to be
 * right (P-RGF, arXiv 1906.06919): u_j = sqrt(lam) · v + sqrt(1 - lam) · w_j, with w_j random at a
 * right angle to v, and lam from the cosine r of v and the true gradient. A step has q + 2 points:
 * W, W + beta · v and W + beta · w_j.
 *
 * <p>Deviations from the paper, so that one question holds a whole step and no image is billed for
 * measuring alone:
 *
 * <ul>
 *   <li>v and the w_j are probed instead of the u_j. The slope along u_j is made of theirs, exactly
 *       so where the loss is linear over beta; so lam comes from the r of this very step.
 *   <li>The squared length of the gradient is s_v² + (d - 1)/q · sum_j s_j², of slopes that are
 *       measured anyway and without bias, where the paper sends 10 more probes in every tenth step.
 *       The part across v is averaged over at least 10 directions, of earlier steps where q is
 *       less.
 *   <li>The estimate has the length with the smallest squared error, see {@link PriorWeight}; the
 *       paper uses its direction only. Without a useful prior it is about q/d as long as that of
 *       {@link Differences}, which is without bias.
 * </ul>
 */
public final class GuidedDescent implements Optimizer<GuidedDescent.State> {
  private static final double AVERAGED = 10;

  private final int directions;
  private final double smoothing;
  private final Prior prior;
  private final UpdateRule rule;
  private final Schedule schedule;

  /**
   * An optimiser for 2 parameters or more.
   *
   * @param directions q, at least 1
   * @param smoothing beta, positive
   */
  public GuidedDescent(
      int directions, double smoothing, Prior prior, UpdateRule rule, Schedule schedule) {
    if (directions < 1 || !(smoothing > 0) || Double.isInfinite(smoothing)) {
      throw new IllegalArgumentException(
          "the estimate takes 1 direction or more and a positive smoothing, but they are %d and %s"
              .formatted(directions, smoothing));
    }
    this.directions = directions;
    this.smoothing = smoothing;
    this.prior = prior;
    this.rule = rule;
    this.schedule = schedule;
  }

  /** The parameters after some steps, and what is known of the slope. Never changed. */
  public static final class State {
    private final DescentState descent;
    private final float[] measured;
    private final double across;
    private final double cosine;

    private State(DescentState descent, float[] measured, double across, double cosine) {
      this.descent = descent;
      this.measured = measured;
      this.across = across;
      this.cosine = cosine;
    }

    /**
     * r as it was measured in the last step, in [-1,1]; below 0 the prior pointed uphill and was
     * turned round. 0 before the first step.
     */
    public double cosine() {
      return cosine;
    }
  }

  @Override
  public State start(float[] initial) {
    if (initial.length == 1) {
      throw new IllegalArgumentException(
          "guided directions take 2 parameters or more, but there is 1");
    }
    DescentState first = DescentState.first(initial, rule.memories());
    return new State(first, new float[initial.length], 0, 0);
  }

  @Override
  public Proposal ask(State state, StepKey key) {
    Asked.key(state.descent.step(), key);
    float[] weights = state.descent.weights();
    GuidedDirections drawn = drawn(state, key);
    return PointsAround.oneSided(key, weights, drawn, directions + 1, (float) smoothing);
  }

  private GuidedDirections drawn(State state, StepKey key) {
    float[] weights = state.descent.weights();
    float[] belief = prior.at(weights.clone(), key.step(), state.measured.clone());
    return GuidedDirections.of(belief, weights.length, key);
  }

  @Override
  public State tell(State state, Proposal proposal, double[] losses) {
    long step = state.descent.step();
    Asked.answer(step, proposal, directions + 2, losses);
    GuidedDirections drawn = drawn(state, proposal.key());
    int parameters = drawn.parameters();
    double along = drawn.hasPrior() ? slope(losses, 0) : 0;
    double across = averaged(state.across, across(losses, parameters), step);
    double length2 = along * along + across;
    double cosine = length2 == 0 ? 0 : along / Math.sqrt(length2);
    PriorWeight weight = PriorWeight.of(cosine * cosine, parameters, directions);
    float[] gradient = estimate(drawn, losses, along, weight);
    return new State(
        state.descent.moved(gradient, rule, schedule),
        measured(drawn, losses, along),
        across,
        cosine);
  }

  private double slope(double[] losses, int direction) {
    return (losses[direction + 1] - losses[0]) / (float) smoothing;
  }

  /** The squared length of the gradient's part across v, as this step sees it. */
  private double across(double[] losses, int parameters) {
    double sum = 0;
    for (int j = 1; j <= directions; j++) {
      sum += slope(losses, j) * slope(losses, j);
    }
    return (parameters - 1.0) / directions * sum;
  }

  private double averaged(double before, double now, long step) {
    double share = Math.max(Math.min(1, directions / AVERAGED), 1.0 / (step + 1));
    return before + share * (now - before);
  }

  /** b/q · sum_j slope_j · u_j, taken apart into its part along v and those along the w_j. */
  private float[] estimate(
      GuidedDirections drawn, double[] losses, double along, PriorWeight weight) {
    double kept = Math.sqrt(weight.lambda());
    double rest = Math.sqrt(1 - weight.lambda());
    double scale = weight.scale() / directions;
    float[] gradient = new float[drawn.parameters()];
    float[] direction = new float[drawn.parameters()];
    double sum = 0;
    for (int j = 1; j <= directions; j++) {
      // A prior that points uphill is turned round: then its slope is |along|.
      double slope = kept * Math.abs(along) + rest * slope(losses, j);
      sum += slope;
      drawn.fill(j, direction);
      add(gradient, scale * slope * rest, direction);
    }
    drawn.fill(0, direction);
    add(gradient, scale * sum * kept * Math.signum(along), direction);
    return gradient;
  }

  /**
   * The gradient's part along v and the w_j: exact along v; the w_j are at right angles to each
   * other only nearly, so their sum is shortened to where its squared error is smallest.
   */
  private float[] measured(GuidedDirections drawn, double[] losses, double along) {
    int d = drawn.parameters();
    double shortened = (d - 1.0) / (d + directions - 2.0);
    float[] measured = new float[d];
    float[] direction = new float[d];
    for (int j = 1; j <= directions; j++) {
      drawn.fill(j, direction);
      add(measured, shortened * slope(losses, j), direction);
    }
    drawn.fill(0, direction);
    add(measured, along, direction);
    return measured;
  }

  private static void add(float[] sum, double weight, float[] direction) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (float) (sum[i] + weight * direction[i]);
    }
  }

  @Override
  public float[] best(State state) {
    return state.descent.weights().clone();
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    state.descent.write(out);
    FloatArrays.write(state.measured, out);
    out.writeDouble(state.across);
    out.writeDouble(state.cosine);
  }

  @Override
  public State read(DataInput in) throws IOException {
    return new State(
        DescentState.read(in, rule.memories()),
        FloatArrays.read(in),
        in.readDouble(),
        in.readDouble());
  }
}

package io.retask.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The optimiser of BAR (arXiv 2007.08714): a one-sided estimate averaged over q directions,
 *
 * <p>g = b / (q · beta) · sum_j [f(W + beta · u_j) - f(W)] · u_j, with u_j uniform on the unit
 * sphere, then an update rule with step size eta_t.
 *
 * <p>b is d, which makes g unbiased for the smoothed loss; another b only rescales eta. A step has
 * q + 1 points, and point 0 is W. Directions are drawn again from the key where they are needed, so
 * memory stays at a few arrays of d values.
 */
public final class RandomGradientFree implements Optimizer<DescentState> {
  private final int directions;
  private final double smoothing;
  private final UpdateRule rule;
  private final Schedule schedule;

  /**
   * An optimiser for any number of parameters.
   *
   * @param directions q, at least 1
   * @param smoothing beta, positive
   */
  public RandomGradientFree(int directions, double smoothing, UpdateRule rule, Schedule schedule) {
    if (directions < 1 || !(smoothing > 0) || Double.isInfinite(smoothing)) {
      throw new IllegalArgumentException(
          "the estimate takes 1 direction or more and a positive smoothing, but they are %d and %s"
              .formatted(directions, smoothing));
    }
    this.directions = directions;
    this.smoothing = smoothing;
    this.rule = rule;
    this.schedule = schedule;
  }

  @Override
  public DescentState start(float[] initial) {
    if (initial.length == 0) {
      throw new IllegalArgumentException("there is nothing to optimise: 0 parameters");
    }
    return new DescentState(0, Asked.initial(initial), new float[rule.memories()][initial.length]);
  }

  @Override
  public Proposal ask(DescentState state, StepKey key) {
    Asked.key(state.step(), key);
    return new PointsAround(key, state.weights(), directions, (float) smoothing);
  }

  @Override
  public DescentState tell(DescentState state, Proposal proposal, double[] losses) {
    Asked.answer(state.step(), proposal, directions + 1, losses);
    float[] gradient = estimate(proposal.key(), state.weights().length, losses);
    float[] weights = state.weights().clone();
    float[][] memory = state.memory();
    rule.apply(weights, gradient, schedule.at(state.step()), state.step(), memory);
    Asked.finite(weights, state.step());
    return new DescentState(state.step() + 1, weights, memory);
  }

  /**
   * The estimate g alone.
   *
   * @param key the step whose directions are meant
   * @param parameters d
   * @param losses f at W, then at W + beta · u_j for each of the q directions
   */
  public float[] estimate(StepKey key, int parameters, double[] losses) {
    float[] gradient = new float[parameters];
    float[] direction = new float[parameters];
    for (int j = 0; j < directions; j++) {
      Directions.unit(key, j, direction);
      double slope = (losses[j + 1] - losses[0]) / (float) smoothing;
      float weight = (float) (slope * parameters / directions);
      for (int i = 0; i < parameters; i++) {
        gradient[i] += weight * direction[i];
      }
    }
    return gradient;
  }

  @Override
  public float[] best(DescentState state) {
    return state.weights().clone();
  }

  @Override
  public void write(DescentState state, DataOutput out) throws IOException {
    state.write(out);
  }

  @Override
  public DescentState read(DataInput in) throws IOException {
    return DescentState.read(in, rule.memories());
  }
}

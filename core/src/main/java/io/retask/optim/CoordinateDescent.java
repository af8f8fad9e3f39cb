package io.retask.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;

/**
 * ZOO (arXiv 1708.03999): in each step some parameters are drawn, and each is moved by its own
 * symmetric difference {@code g_i = [f(W + h · e_i) - f(W - h · e_i)] / (2 · h)}.
 *
 * <p>The probes of a step are W + h · e_i and W - h · e_i in turn, in ascending i; Newton's rule
 * has W itself before them.
 */
public final class CoordinateDescent implements Optimizer<DescentState> {
  private final int coordinates;
  private final double radius;
  private final Importance importance;
  private final CoordinateRule rule;
  private final Schedule schedule;

  /**
   * An optimiser for any number of parameters.
   *
   * @param coordinates how many parameters a step probes, at least 1; all that can be drawn where
   *     they are fewer
   * @param radius h, positive
   */
  public CoordinateDescent(
      int coordinates,
      double radius,
      Importance importance,
      CoordinateRule rule,
      Schedule schedule) {
    if (coordinates < 1 || !(radius > 0) || Double.isInfinite(radius)) {
      throw new IllegalArgumentException(
          "a step takes 1 coordinate or more and a positive radius, but they are %d and %s"
              .formatted(coordinates, radius));
    }
    this.coordinates = coordinates;
    this.radius = radius;
    this.importance = importance;
    this.rule = rule;
    this.schedule = schedule;
  }

  /**
   * ZOO with its own constants: 128 coordinates, h = 1e-4, Adam with step size 2e-3. An h this
   * small is lost in 8-bit input.
   */
  public static CoordinateDescent zoo() {
    return new CoordinateDescent(
        128,
        1e-4,
        Importance.uniform(),
        CoordinateRule.adam(Adam.standard()),
        Schedule.constant(2e-3));
  }

  @Override
  public DescentState start(float[] initial) {
    DescentState first = DescentState.first(initial, rule.memories());
    importance.check(initial.length);
    return first;
  }

  private Probes probes(DescentState state, StepKey key) {
    int parameters = state.weights().length;
    int count = Math.min(coordinates, importance.available(parameters));
    int[] chosen = importance.choose(count, parameters, Words.of(key, 0));
    return new Probes(key, state.weights(), chosen, (float) radius, rule.curved() ? 1 : 0);
  }

  @Override
  public Proposal ask(DescentState state, StepKey key) {
    Asked.key(state.step(), key);
    return probes(state, key);
  }

  @Override
  public DescentState tell(DescentState state, Proposal proposal, double[] losses) {
    Probes probes = probes(state, proposal.key());
    Asked.answer(state.step(), proposal, probes.size(), losses);
    float[] weights = state.weights().clone();
    float[][] memory = state.memory();
    double eta = schedule.at(state.step());
    for (int i = 0; i < probes.chosen.length; i++) {
      int index = probes.chosen[i];
      double change =
          rule.change(index, probes.slope(losses, i), probes.curvature(losses, i), memory);
      weights[index] = (float) (weights[index] - eta * change);
    }
    Asked.finite(weights, state.step());
    return new DescentState(state.step() + 1, weights, memory);
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

  /** The points of one step; {@code base} is 1 where W itself comes first, else 0. */
  private static final class Probes implements Proposal {
    private final StepKey key;
    private final float[] weights;
    private final int[] chosen;
    private final float radius;
    private final int base;

    Probes(StepKey key, float[] weights, int[] chosen, float radius, int base) {
      this.key = key;
      this.weights = weights;
      this.chosen = chosen;
      this.radius = radius;
      this.base = base;
    }

    @Override
    public StepKey key() {
      return key;
    }

    @Override
    public int size() {
      return base + 2 * chosen.length;
    }

    @Override
    public float[] point(int index) {
      int pair = Objects.checkIndex(index, size()) - base;
      float[] point = weights.clone();
      if (pair >= 0) {
        point[chosen[pair / 2]] += pair % 2 == 0 ? radius : -radius;
      }
      return point;
    }

    double slope(double[] losses, int i) {
      return (losses[base + 2 * i] - losses[base + 2 * i + 1]) / (2 * radius);
    }

    double curvature(double[] losses, int i) {
      if (base == 0) {
        return 0;
      }
      double sum = losses[base + 2 * i] + losses[base + 2 * i + 1];
      return (sum - 2 * losses[0]) / ((double) radius * radius);
    }
  }
}

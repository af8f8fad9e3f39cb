package io.retask.testkit.optim;

import io.retask.optim.Optimizer;
import io.retask.optim.Proposal;
import io.retask.optim.StepKey;
import java.util.function.ToDoubleFunction;

/** Functions with a known minimum or gradient, and the loop that optimises them. */
public final class Surfaces {
  private Surfaces() {}

  /** The squared distance to the point whose coordinates are all 1. */
  public static double sphere(float[] point) {
    double sum = 0;
    for (float value : point) {
      sum += (value - 1.0) * (value - 1.0);
    }
    return sum;
  }

  /** Rosenbrock's curved valley, for 2 coordinates or more; its minimum is where all are 1. */
  public static double rosenbrock(float[] point) {
    double sum = 0;
    for (int i = 0; i + 1 < point.length; i++) {
      double across = point[i + 1] - (double) point[i] * point[i];
      double along = 1 - point[i];
      sum += 100 * across * across + along * along;
    }
    return sum;
  }

  /** A sphere whose axes differ a thousandfold, for 2 coordinates or more; its minimum is at 1. */
  public static double ellipsoid(float[] point) {
    double sum = 0;
    for (int i = 0; i < point.length; i++) {
      double away = point[i] - 1.0;
      sum += Math.pow(1e6, i / (point.length - 1.0)) * away * away;
    }
    return sum;
  }

  /** A linear function; its gradient is 1, -2, 3, -4 and so on. */
  public static double linear(float[] point) {
    double sum = 0;
    for (int i = 0; i < point.length; i++) {
      sum += slope(i) * point[i];
    }
    return sum;
  }

  /** One coordinate of the gradient of {@link #linear}. */
  public static double slope(int index) {
    return index % 2 == 0 ? index + 1 : -index - 1;
  }

  /** The losses of all points, in order. */
  public static double[] losses(Proposal proposal, ToDoubleFunction<float[]> function) {
    double[] losses = new double[proposal.size()];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = function.applyAsDouble(proposal.point(i));
    }
    return losses;
  }

  /** Some steps from a state that is at step {@code from}. */
  public static <S> S run(
      Optimizer<S> optimizer, S state, long from, long to, ToDoubleFunction<float[]> function) {
    S now = state;
    for (long step = from; step < to; step++) {
      Proposal asked = optimizer.ask(now, new StepKey(5, step));
      now = optimizer.tell(now, asked, losses(asked, function));
    }
    return now;
  }
}

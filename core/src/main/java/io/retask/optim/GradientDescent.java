package io.retask.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Descent along gradients that are known: an update rule with step size eta_t. What {@link
 * RandomGradientFree} is with estimates; the state is the same.
 */
public final class GradientDescent implements StateCodec<DescentState> {
  private final UpdateRule rule;
  private final Schedule schedule;

  /** Descent for any number of parameters. */
  public GradientDescent(UpdateRule rule, Schedule schedule) {
    this.rule = rule;
    this.schedule = schedule;
  }

  /** The state before the first step, at the point {@code initial}, which is copied. */
  public DescentState start(float[] initial) {
    return DescentState.first(initial, rule.memories());
  }

  /** Where the descent is, in an array of the caller's own. */
  public float[] parameters(DescentState state) {
    return state.weights().clone();
  }

  /**
   * The state after one step; the old one stays as it is.
   *
   * @param gradient as long as the parameters
   * @throws IllegalArgumentException if it has another length, or a value that is no finite number
   */
  public DescentState step(DescentState state, float[] gradient) {
    if (gradient.length != state.weights().length) {
      throw new IllegalArgumentException(
          "a gradient by %d parameters has %d values"
              .formatted(state.weights().length, gradient.length));
    }
    for (int i = 0; i < gradient.length; i++) {
      if (!Float.isFinite(gradient[i])) {
        throw new IllegalArgumentException(
            "the slope of parameter %d in step %d is %s; slopes are finite numbers"
                .formatted(i, state.step(), gradient[i]));
      }
    }
    return state.moved(gradient, rule, schedule);
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

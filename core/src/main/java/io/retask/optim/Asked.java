package io.retask.optim;

/** What every optimiser checks about a step. */
final class Asked {
  private Asked() {}

  static void key(long step, StepKey key) {
    if (key.step() != step) {
      throw new IllegalArgumentException(
          "the state is at step %d, but the key is of step %d".formatted(step, key.step()));
    }
  }

  static void answer(long step, Proposal proposal, int points, double[] losses) {
    if (proposal.key().step() != step) {
      throw new IllegalArgumentException(
          "the state is at step %d, but the proposal is of step %d"
              .formatted(step, proposal.key().step()));
    }
    if (proposal.size() != points || losses.length != points) {
      throw new IllegalArgumentException(
          "a step has %d points and a loss for each, but there are %d points and %d losses"
              .formatted(points, proposal.size(), losses.length));
    }
    for (int point = 0; point < points; point++) {
      if (!Double.isFinite(losses[point])) {
        throw new IllegalArgumentException(
            "the loss of point %d in step %d is %s; losses are finite numbers"
                .formatted(point, step, losses[point]));
      }
    }
  }

  static void finite(float[] weights, long step) {
    for (int i = 0; i < weights.length; i++) {
      if (!Float.isFinite(weights[i])) {
        throw new IllegalStateException(
            "parameter %d became %s in step %d; use a smaller step size"
                .formatted(i, weights[i], step));
      }
    }
  }

  static float[] initial(float[] initial) {
    if (initial.length == 0) {
      throw new IllegalArgumentException("there is nothing to optimise: 0 parameters");
    }
    for (int i = 0; i < initial.length; i++) {
      if (!Float.isFinite(initial[i])) {
        throw new IllegalArgumentException(
            "parameter %d is %s at the start; parameters are finite numbers"
                .formatted(i, initial[i]));
      }
    }
    return initial.clone();
  }
}

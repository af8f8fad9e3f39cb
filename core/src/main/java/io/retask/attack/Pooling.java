package io.retask.attack;

import io.retask.optim.Importance;
import io.retask.tensor.Shape;

/**
 * Where ZOO looks next: the chance of a parameter is the largest change among its neighbours on the
 * grid (arXiv 1708.03999, section 3.4), in the same channel, with a twentieth of the largest of all
 * as the least, so that none is given up.
 */
final class Pooling {
  private static final int REACH = 2;
  private static final double LEAST = 0.05;

  private Pooling() {}

  static Importance of(float[] change, Shape nodes) {
    double[] pooled = new double[change.length];
    double largest = 0;
    for (int i = 0; i < change.length; i++) {
      pooled[i] = Math.abs(change[i]);
      largest = Math.max(largest, pooled[i]);
    }
    if (largest == 0) {
      return Importance.uniform();
    }
    int stride = 1;
    for (int axis = nodes.rank() - 1; axis >= (nodes.rank() == 1 ? 0 : 1); axis--) {
      pooled = along(pooled, stride, nodes.axis(axis));
      stride *= nodes.axis(axis);
    }
    for (int i = 0; i < pooled.length; i++) {
      pooled[i] = Math.max(pooled[i], LEAST * largest);
    }
    return Importance.of(pooled);
  }

  private static double[] along(double[] values, int stride, int length) {
    double[] pooled = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int place = i / stride % length;
      for (int k = Math.max(0, place - REACH); k <= Math.min(length - 1, place + REACH); k++) {
        pooled[i] = Math.max(pooled[i], values[i + (k - place) * stride]);
      }
    }
    return pooled;
  }
}

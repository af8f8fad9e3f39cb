package io.retask.onnx.gradient;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;

/** Values of 64 bits in rows, the last axis fastest. */
final class DoubleTensor {
  private final int[] shape;
  private final double[] values;

  /** Keeps both arrays, which nobody changes who did not make them. */
  DoubleTensor(int[] shape, double[] values) {
    this.shape = shape;
    this.values = values;
  }

  int[] shape() {
    return shape;
  }

  double[] values() {
    return values;
  }

  static DoubleTensor zeros(int... shape) {
    return new DoubleTensor(shape, new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)]);
  }

  /** The same values under other axes. */
  DoubleTensor as(int... other) {
    return new DoubleTensor(other, values);
  }

  DoubleTensor each(DoubleUnaryOperator change) {
    return new DoubleTensor(shape, Arrays.stream(values).map(change).toArray());
  }

  /** How far apart two neighbours along each axis are. */
  int[] steps() {
    int[] steps = new int[shape.length];
    int step = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      steps[axis] = step;
      step *= shape[axis];
    }
    return steps;
  }

  /**
   * The tensor of the shape {@code wanted} whose value at a place stands here at {@code start} plus
   * the strides of its axes.
   */
  DoubleTensor gathered(int start, int[] strides, int[] wanted) {
    DoubleTensor all = zeros(wanted);
    int[] steps = all.steps();
    for (int i = 0; i < all.values.length; i++) {
      int from = start;
      for (int axis = 0; axis < wanted.length; axis++) {
        from += i / steps[axis] % wanted[axis] * strides[axis];
      }
      all.values[i] = values[from];
    }
    return all;
  }

  /** Writes this into a larger tensor, its first value at the place {@code start} of it. */
  void into(DoubleTensor larger, int start) {
    int[] steps = steps();
    int[] theirs = larger.steps();
    for (int i = 0; i < values.length; i++) {
      int to = start;
      for (int axis = 0; axis < shape.length; axis++) {
        to += i / steps[axis] % shape[axis] * theirs[axis];
      }
      larger.values[to] = values[i];
    }
  }

  /** Value by value; axes of length 1, and those that are missing in front, are repeated. */
  DoubleTensor with(DoubleTensor other, DoubleBinaryOperator operator) {
    int rank = Math.max(shape.length, other.shape.length);
    int[] wanted = new int[rank];
    Arrays.setAll(wanted, axis -> Math.max(length(axis, rank), other.length(axis, rank)));
    DoubleTensor left = gathered(0, repeated(rank), wanted);
    DoubleTensor right = other.gathered(0, other.repeated(rank), wanted);
    Arrays.setAll(left.values, i -> operator.applyAsDouble(left.values[i], right.values[i]));
    return left;
  }

  private int length(int axis, int rank) {
    int own = axis - (rank - shape.length);
    return own < 0 ? 1 : shape[own];
  }

  private int[] repeated(int rank) {
    int[] steps = steps();
    int[] strides = new int[rank];
    IntUnaryOperator stride = own -> own < 0 || shape[own] == 1 ? 0 : steps[own];
    Arrays.setAll(strides, axis -> stride.applyAsInt(axis - (rank - shape.length)));
    return strides;
  }
}

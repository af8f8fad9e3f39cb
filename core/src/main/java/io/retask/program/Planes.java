package io.retask.program;

import io.retask.tensor.Shape;

/**
 * The channels of a shape, each a grid of the other axes. The first of two or more axes counts the
 * channels; a series, of one axis, has one channel.
 */
record Planes(Shape shape) {
  int channels() {
    return shape.rank() == 1 ? 1 : shape.axis(0);
  }

  /** The number of axes of one plane. */
  int rank() {
    return Math.max(1, shape.rank() - 1);
  }

  int axis(int index) {
    return shape.axis(shape.rank() == 1 ? 0 : index + 1);
  }

  /** The number of values in one plane. */
  int size() {
    return shape.size() / channels();
  }

  /** The place along every axis of a value of the plane, the last axis running fastest. */
  int[] coordinates(int position) {
    int[] place = new int[rank()];
    int rest = position;
    for (int axis = rank() - 1; axis >= 0; axis--) {
      place[axis] = rest % axis(axis);
      rest /= axis(axis);
    }
    return place;
  }

  /** How many of {@code side} parts an axis can have: no more than it is long. */
  int parts(int side, int axis) {
    return Math.min(side, axis(axis));
  }

  /** The number of parts of one plane: their product. */
  int parts(int side) {
    int all = 1;
    for (int axis = 0; axis < rank(); axis++) {
      all = Math.multiplyExact(all, parts(side, axis));
    }
    return all;
  }
}

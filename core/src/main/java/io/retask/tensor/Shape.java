package io.retask.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The axes of one tensor, outermost first; the batch axis is never part of it. A picture is {@code
 * 3 x height x width}.
 *
 * @param axes the lengths, each at least 1; 1 to 8 of them
 */
public record Shape(List<Integer> axes) {

  /** Checks and copies the axes. */
  public Shape {
    axes = List.copyOf(axes);
    if (axes.isEmpty() || axes.size() > 8 || axes.stream().anyMatch(axis -> axis < 1)) {
      throw new IllegalArgumentException(
          "a shape has 1 to 8 axes of at least 1 each, but this one is " + axes);
    }
    long size = axes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a shape of " + axes + " holds too many values: " + size);
    }
  }

  /** A shape of these axes, outermost first. */
  public static Shape of(int... axes) {
    return new Shape(Arrays.stream(axes).boxed().toList());
  }

  /** The number of values in one tensor: D in the formulas. */
  public int size() {
    int size = 1;
    for (int axis : axes) {
      size *= axis;
    }
    return size;
  }

  /** The number of axes. */
  public int rank() {
    return axes.size();
  }

  /** The length of axis {@code index}, 0 being the outermost. */
  public int axis(int index) {
    return axes.get(index);
  }

  @Override
  public String toString() {
    return axes.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}

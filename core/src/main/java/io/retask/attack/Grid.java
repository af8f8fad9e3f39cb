package io.retask.attack;

import io.retask.program.Basis;
import io.retask.program.Subspace;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;

/**
 * Changes of an input that are given on a coarse grid and enlarged linearly, in units of the input:
 * X = clip(X0 + enlarged(W)) in [0,1]. Clipping stands for the tanh of other attacks, as in ZOO's
 * code for large pictures.
 */
final class Grid {
  private final Shape shape;
  private final int side;
  private final Shape nodes;
  private final Basis basis;
  private final float unit;

  private Grid(Shape shape, int side, Shape nodes) {
    this.shape = shape;
    this.side = side;
    this.nodes = nodes;
    this.basis = basis(shape, side);
    this.unit = unit(basis);
  }

  /**
   * A grid over inputs of a shape.
   *
   * @param side nodes along every axis but the channels; no more than the axis is long
   */
  static Grid over(Shape shape, int side) {
    int[] lengths = shape.axes().stream().mapToInt(Integer::intValue).toArray();
    for (int axis = lengths.length == 1 ? 0 : 1; axis < lengths.length; axis++) {
      lengths[axis] = Math.min(side, lengths[axis]);
    }
    return new Grid(shape, side, Shape.of(lengths));
  }

  private static Basis basis(Shape shape, int side) {
    return new Subspace(Subspace.Kind.GRID, side, 0).over(shape);
  }

  /** The grid itself: as many values as there are parameters. */
  Shape nodes() {
    return nodes;
  }

  /** Whether a finer grid would say no more. */
  boolean isFull() {
    return nodes.equals(shape);
  }

  /** Nearly twice as many nodes a side, with all the old ones among them. */
  Grid finer() {
    return over(shape, 2 * side - 1);
  }

  /** The parameters of {@link #finer} that change an input exactly as these do. */
  float[] refined(float[] parameters) {
    Basis fine = basis(finer().nodes, side);
    float[] values = fine.expand(parameters);
    float scale = unit(fine);
    for (int i = 0; i < values.length; i++) {
      values[i] /= scale;
    }
    return values;
  }

  /** The changed input. */
  float[] changed(TensorBatch input, float[] parameters) {
    float[] values = basis.expand(parameters);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, Math.min(1, input.values()[i] + values[i] / unit));
    }
    return values;
  }

  /** What a basis, scaled by the size of its own shape, makes of parameters of 1. */
  private static float unit(Basis basis) {
    float[] ones = new float[basis.size()];
    Arrays.fill(ones, 1);
    return basis.expand(ones)[0];
  }
}

package io.retask.image;

import io.retask.tensor.Shape;

/**
 * The size of a picture.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record PictureSize(int width, int height) {
  /** Checks both. */
  public PictureSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a picture has at least 1x1 pixels, but this one is " + width + "x" + height);
    }
  }

  /**
   * The size of the pictures in tensors of a shape.
   *
   * @throws IllegalArgumentException if the shape is not {@code 3 x height x width}
   */
  public static PictureSize of(Shape shape) {
    if (shape.rank() != 3 || shape.axis(0) != 3) {
      throw new IllegalArgumentException(
          "a picture is 3 x height x width, but the shape asked for is " + shape);
    }
    return new PictureSize(shape.axis(2), shape.axis(1));
  }

  /** The number of pixels. */
  public long pixels() {
    return (long) width * height;
  }

  /** The shape of one picture as a tensor: {@code 3 x height x width}. */
  public Shape shape() {
    return Shape.of(3, height, width);
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}

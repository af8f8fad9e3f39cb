package io.retask.image.view;

import io.retask.tensor.Shape;

/** What a picture is, and where its values end. */
final class PictureChecks {
  private PictureChecks() {}

  static Shape picture(Shape shape) {
    if (shape.rank() != 3 || shape.axis(0) != 3) {
      throw new IllegalArgumentException(
          "a view changes pictures of 3 x height x width, but the box takes %s".formatted(shape));
    }
    return shape;
  }

  static float clip(float value) {
    return Math.min(1, Math.max(0, value));
  }

  /** Whether clipping lets a change through. */
  static boolean inside(double value) {
    return value > 0 && value < 1;
  }
}

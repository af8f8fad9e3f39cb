package io.retask.blackbox.description;

import io.retask.tensor.Shape;
import java.util.Collections;
import java.util.List;

/**
 * What a box takes. A value p of a program, in [0,1], reaches the box as {@code (scale * p - mean)
 * / std}, with the mean and std of its colour.
 *
 * @param name the name of the input tensor
 * @param layout the order of the axes at the box
 * @param channels the order of the colours at the box; RGB where it is no picture
 * @param shape the shape of one row before the layout: {@code 3 x height x width} for pictures
 * @param type the number type
 * @param scaling how [0,1] becomes the box's range
 */
public record BoxInput(
    String name,
    Layout layout,
    ChannelOrder channels,
    Shape shape,
    ElementType type,
    Scaling scaling) {

  /** Checks that a picture has three planes and the scaling as many parts as there are planes. */
  public BoxInput {
    boolean picture = layout != Layout.PLAIN;
    if (picture && (shape.rank() != 3 || shape.axis(0) != 3)) {
      throw new IllegalArgumentException("a picture is 3 x height x width, not " + shape);
    }
    if (scaling.mean().size() != (picture ? 3 : 1)) {
      throw new IllegalArgumentException(
          "scaling of %d parts for %s".formatted(scaling.mean().size(), layout));
    }
  }

  /** The shape of one row as the box sees it. */
  public Shape boxShape() {
    return layout == Layout.NHWC ? Shape.of(shape.axis(1), shape.axis(2), 3) : shape;
  }

  /**
   * The affine map from [0,1] to the box's range.
   *
   * @param scale what a value is multiplied by first
   * @param mean what is then taken off: one number a colour in the order RGB, or just one
   * @param std what it is then divided by, the same count; none is 0
   */
  public record Scaling(double scale, List<Double> mean, List<Double> std) {
    /** Checks the counts and copies the lists. */
    public Scaling {
      mean = List.copyOf(mean);
      std = List.copyOf(std);
      if (mean.size() != std.size() || std.contains(0.0)) {
        throw new IllegalArgumentException("mean %s and std %s do not fit".formatted(mean, std));
      }
    }

    /** The same map for every one of {@code count} planes. */
    public static Scaling uniform(int count, double scale, double mean, double std) {
      return new Scaling(scale, Collections.nCopies(count, mean), Collections.nCopies(count, std));
    }
  }
}

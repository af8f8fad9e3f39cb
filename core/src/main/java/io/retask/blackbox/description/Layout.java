package io.retask.blackbox.description;

/** The order of the axes that a box wants. */
public enum Layout {
  /** Pictures, one colour plane after the other. */
  NCHW,
  /** Pictures, the three colours of a pixel side by side. */
  NHWC,
  /** Not a picture: the axes are those of {@code input.shape}, as they stand. */
  PLAIN
}

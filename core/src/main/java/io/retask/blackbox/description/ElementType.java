package io.retask.blackbox.description;

/** The number type that a box wants. */
public enum ElementType {
  /** 32-bit floating point. */
  FLOAT32,
  /** 0 to 255; values are rounded half up and cut off at both ends inside the box. */
  UINT8
}

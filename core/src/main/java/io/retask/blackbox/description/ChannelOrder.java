package io.retask.blackbox.description;

/** The order of the three colours that a box wants. */
public enum ChannelOrder {
  /** Red first. */
  RGB,
  /** Blue first. */
  BGR
}

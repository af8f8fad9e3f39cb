package io.retask.image.dataset;

import io.retask.data.Example.Part;
import io.retask.image.Picture;

/** One picture that a layout lists, not decoded yet. */
record Entry(String id, String label, String group, Part part, Pixels pixels) {

  /** Where the pixels come from. Pure, and safe to call from several threads. */
  interface Pixels {
    /** Decodes the picture, or throws {@link io.retask.data.InvalidData}. */
    Picture read();
  }
}

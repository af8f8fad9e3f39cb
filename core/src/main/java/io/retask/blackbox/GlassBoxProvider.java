package io.retask.blackbox;

import java.nio.file.Path;

/**
 * Opens boxes of one kind so that they can be seen through. Found by {@link
 * java.util.ServiceLoader} like {@link BlackBoxProvider}, and asked only where a method needs
 * gradients.
 */
public interface GlassBoxProvider {
  /** Whether this provider opens such a box, judged by its ending or scheme alone. */
  boolean opens(String box);

  /**
   * Opens the box. Its answers and its fingerprint are those of the {@link BlackBox} of that name.
   *
   * @param box a file or URI, exactly as the user wrote it
   * @param folder where a relative file is looked for
   * @throws io.retask.RetaskException if the box is missing, foreign or badly described, or has a
   *     part without a gradient
   */
  GlassBox open(String box, Path folder);
}

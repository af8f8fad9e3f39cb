package io.retask.blackbox;

import java.nio.file.Path;

/**
 * Opens boxes of one kind. Implementations are found by {@link java.util.ServiceLoader} and chosen
 * by what the user named, never "the first that is there".
 */
public interface BlackBoxProvider {
  /** Whether this provider opens such a box, judged by its ending or scheme alone. */
  boolean opens(String box);

  /**
   * Opens the box.
   *
   * @param box a file or URI, exactly as the user wrote it
   * @param folder where a relative file is looked for
   * @throws io.retask.RetaskException if the box is missing, foreign or badly described
   */
  BlackBox open(String box, Path folder);
}

package io.retask;

import java.io.Serial;

/** A file of a run is damaged, or was not written by this software. */
public final class CorruptArtifact extends RetaskException {
  @Serial private static final long serialVersionUID = 1L;

  /** Names the file, what is wrong with it and what to do. */
  public CorruptArtifact(String message) {
    super(message);
  }

  /** The same, with the failure below it. */
  public CorruptArtifact(String message, Throwable cause) {
    super(message, cause);
  }
}

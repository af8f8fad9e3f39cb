package io.retask;

import java.io.Serial;

/** A file of this software is damaged, foreign, or of a version that is not known. */
public final class CorruptArtifact extends RetaskException {
  @Serial private static final long serialVersionUID = 1L;

  /** Says which file, what is wrong with it and what to do. */
  public CorruptArtifact(String message) {
    super(message);
  }

  /** The same, with the failure below it. */
  public CorruptArtifact(String message, Throwable cause) {
    super(message, cause);
  }
}

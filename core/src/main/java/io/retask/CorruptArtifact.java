package io.retask;

import java.io.Serial;

/** A file or folder of Retask's own is damaged, foreign, or of a later version. */
public final class CorruptArtifact extends RetaskException {
  @Serial private static final long serialVersionUID = 1L;

  /** Says which file, what was found, and what to do. */
  public CorruptArtifact(String message) {
    super(message);
  }

  /** The same, with the failure below it. */
  public CorruptArtifact(String message, Throwable cause) {
    super(message, cause);
  }
}

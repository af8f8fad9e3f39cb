package io.retask.data;

import io.retask.RetaskException;
import java.io.Serial;

/** The data cannot be used as they are; the message names the files. */
public final class InvalidData extends RetaskException {
  @Serial private static final long serialVersionUID = 1L;

  /** Says what was found, what is allowed and what to do. */
  public InvalidData(String message) {
    super(message);
  }

  /** The same, with the failure below it. */
  public InvalidData(String message, Throwable cause) {
    super(message, cause);
  }
}

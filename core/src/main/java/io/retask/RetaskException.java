package io.retask;

import java.io.Serial;

/**
 * The root of every failure that a user can act on. The message says what happened with values,
 * what is allowed, where, and what to do next.
 */
public class RetaskException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** A failure with a message for the user. */
  public RetaskException(String message) {
    super(message);
  }

  /** A failure with a message for the user and the failure below it. */
  public RetaskException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.retask.recipe;

import io.retask.RetaskException;
import java.io.Serial;

/** The configuration cannot be run as it is; the message names the key. */
public final class InvalidRecipe extends RetaskException {
  @Serial private static final long serialVersionUID = 1L;

  /** Says which key has which value, what is allowed and what to do. */
  public InvalidRecipe(String message) {
    super(message);
  }

  /** The same, with the failure below it. */
  public InvalidRecipe(String message, Throwable cause) {
    super(message, cause);
  }
}

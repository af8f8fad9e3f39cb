package io.retask.recipe;

import io.retask.RetaskException;
import java.io.Serial;

/** A file or option that the user wrote says something that is not allowed. */
public final class InvalidRecipe extends RetaskException {
  @Serial private static final long serialVersionUID = 1L;

  /** Says where, what was written and what is allowed. */
  public InvalidRecipe(String message) {
    super(message);
  }

  /** The same, with the failure below it. */
  public InvalidRecipe(String message, Throwable cause) {
    super(message, cause);
  }
}

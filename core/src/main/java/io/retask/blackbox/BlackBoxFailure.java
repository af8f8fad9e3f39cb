package io.retask.blackbox;

import io.retask.RetaskException;
import java.io.Serial;

/** The box gave no usable answer. */
public final class BlackBoxFailure extends RetaskException {
  @Serial private static final long serialVersionUID = 1L;
  private final boolean retryable;

  /**
   * A failure of the box.
   *
   * @param retryable whether the same query may succeed later
   */
  public BlackBoxFailure(String message, boolean retryable, Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  /** Whether the same query may succeed later. */
  public boolean retryable() {
    return retryable;
  }
}

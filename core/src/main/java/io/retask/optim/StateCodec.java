package io.retask.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Keeps a state in a checkpoint. Law: {@link #read} gives back, bit for bit, what {@link #write}
 * wrote.
 *
 * @param <S> the state
 */
public interface StateCodec<S> {
  /** Writes the state for a checkpoint. */
  void write(S state, DataOutput out) throws IOException;

  /** Reads what {@link #write} wrote. */
  S read(DataInput in) throws IOException;
}

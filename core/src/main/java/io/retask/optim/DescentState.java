package io.retask.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The parameters after some steps, with what the update rule remembers. Never changed. */
public final class DescentState {
  private final long step;
  private final float[] weights;
  private final float[][] memory;

  /** Takes the arrays; they must not be changed any more. */
  DescentState(long step, float[] weights, float[][] memory) {
    this.step = step;
    this.weights = weights;
    this.memory = memory;
  }

  /** Before the first step, at a point that is checked and copied. */
  static DescentState first(float[] initial, int memories) {
    return new DescentState(0, Asked.initial(initial), new float[memories][initial.length]);
  }

  /** After one step along an estimate. */
  DescentState moved(float[] gradient, UpdateRule rule, Schedule schedule) {
    float[] next = weights.clone();
    float[][] remembered = memory();
    rule.apply(next, gradient, schedule.at(step), step, remembered);
    Asked.finite(next, step);
    return new DescentState(step + 1, next, remembered);
  }

  /** The index of the step that comes next, from 0. */
  public long step() {
    return step;
  }

  float[] weights() {
    return weights;
  }

  /** Copies of the memories, for the next state. */
  float[][] memory() {
    float[][] copy = new float[memory.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = memory[i].clone();
    }
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(step);
    out.writeInt(memory.length);
    FloatArrays.write(weights, out);
    for (float[] array : memory) {
      FloatArrays.write(array, out);
    }
  }

  static DescentState read(DataInput in, int memories) throws IOException {
    long step = in.readLong();
    int found = in.readInt();
    if (found != memories) {
      throw new IOException(
          "the state holds %d memories, but the update rule has %d".formatted(found, memories));
    }
    float[] weights = FloatArrays.read(in);
    float[][] memory = new float[memories][];
    for (int i = 0; i < memories; i++) {
      memory[i] = FloatArrays.read(in);
    }
    return new DescentState(step, weights, memory);
  }
}

package io.retask.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Arrays of doubles in a checkpoint, bit for bit: the length, then the values, big-endian. */
final class DoubleArrays {
  private DoubleArrays() {}

  static void write(double[] values, DataOutput out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Double.BYTES));
    bytes.asDoubleBuffer().put(values);
    out.writeInt(values.length);
    out.write(bytes.array());
  }

  /** Reads an array whose length is known. */
  static double[] read(DataInput in, int length) throws IOException {
    int found = in.readInt();
    if (found != length) {
      throw new IOException(
          "an array of the state has %d values, but %d belong there".formatted(found, length));
    }
    byte[] bytes = new byte[Math.multiplyExact(length, Double.BYTES)];
    in.readFully(bytes);
    double[] values = new double[length];
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
    return values;
  }
}

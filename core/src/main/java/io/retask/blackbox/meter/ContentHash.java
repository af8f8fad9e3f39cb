package io.retask.blackbox.meter;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import net.openhft.hashing.Access;
import net.openhft.hashing.LongTupleHashFunction;

/** XXH128 of rows; the shape is its seed. The hash finds equal content, it proves nothing. */
final class ContentHash {
  private final LongTupleHashFunction function;

  ContentHash(Shape shape) {
    this.function = LongTupleHashFunction.xx128(shape.axes().hashCode());
  }

  List<ContentKey> of(TensorBatch batch) {
    List<ContentKey> keys = new ArrayList<>(batch.count());
    long[] result = function.newResultArray();
    for (int row = 0; row < batch.count(); row++) {
      long begin = 4L * batch.offset(row);
      function.hash(batch.values(), Floats.LITTLE, begin, 4L * batch.shape().size(), result);
      keys.add(new ContentKey(result[1], result[0]));
    }
    return keys;
  }

  /** Reads the raw bits of a float array as little-endian bytes, on every machine. */
  private static final class Floats extends Access<float[]> {
    static final Floats LITTLE = new Floats();

    @Override
    public long getLong(float[] input, long offset) {
      int index = (int) (offset >> 2);
      return (Float.floatToRawIntBits(input[index]) & 0xFFFFFFFFL)
          | ((long) Float.floatToRawIntBits(input[index + 1]) << 32);
    }

    @Override
    public int getInt(float[] input, long offset) {
      return Float.floatToRawIntBits(input[(int) (offset >> 2)]);
    }

    @Override
    public int getShort(float[] input, long offset) {
      return (short) (getInt(input, offset & ~3L) >> (8 * (offset & 3)));
    }

    @Override
    public int getByte(float[] input, long offset) {
      return (byte) (getInt(input, offset & ~3L) >> (8 * (offset & 3)));
    }

    @Override
    public ByteOrder byteOrder(float[] input) {
      return ByteOrder.LITTLE_ENDIAN;
    }

    @Override
    protected Access<float[]> reverseAccess() {
      throw new UnsupportedOperationException("the order of the bytes is fixed");
    }
  }
}

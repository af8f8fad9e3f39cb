package io.retask.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.retask.blackbox.description.BoxInput;
import io.retask.blackbox.description.ElementType;
import io.retask.tensor.TensorBatch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/** One query's place: a direct buffer that is filled again and again, and tensors over it. */
final class Slot implements AutoCloseable {
  private final OrtEnvironment environment;
  private final BoxInput input;
  private final RowPacker packer;
  private final float[] staged;
  private final byte[] rounded;
  private final ByteBuffer bytes;
  private final FloatBuffer floats;
  private final @Nullable OnnxTensor[] byRows;

  Slot(OrtEnvironment environment, BoxInput input, RowPacker packer, int maxBatch) {
    this.environment = environment;
    this.input = input;
    this.packer = packer;
    int values = Math.multiplyExact(maxBatch, input.shape().size());
    boolean narrow = input.type() == ElementType.UINT8;
    int block = Math.min(RowPacker.BLOCK, input.shape().size());
    staged = new float[packer.untouched() ? 0 : block];
    rounded = new byte[narrow ? block : 0];
    bytes =
        ByteBuffer.allocateDirect(Math.multiplyExact(values, narrow ? 1 : Float.BYTES))
            .order(ByteOrder.nativeOrder());
    floats = bytes.asFloatBuffer();
    byRows = new OnnxTensor[maxBatch + 1];
  }

  /**
   * Fills the buffer with some rows; the tensor belongs to the slot and is good until the next
   * call.
   */
  OnnxTensor fill(TensorBatch batch, int from, int to) throws OrtException {
    bytes.clear();
    floats.clear();
    for (int row = from; row < to; row++) {
      put(batch, row);
    }
    return tensor(to - from);
  }

  private void put(TensorBatch batch, int row) {
    int size = input.shape().size();
    if (packer.untouched()) {
      floats.put(batch.values(), batch.offset(row), size);
      return;
    }
    for (int at = 0; at < size; at += staged.length) {
      int count = Math.min(staged.length, size - at);
      packer.pack(batch.values(), batch.offset(row), at, count, staged);
      if (input.type() == ElementType.UINT8) {
        RowPacker.round(staged, count, rounded);
        bytes.put(rounded, 0, count);
      } else {
        floats.put(staged, 0, count);
      }
    }
  }

  private OnnxTensor tensor(int rows) throws OrtException {
    OnnxTensor known = byRows[rows];
    if (known == null) {
      known = over(rows);
      byRows[rows] = known;
    }
    return known;
  }

  private OnnxTensor over(int rows) throws OrtException {
    int values = rows * input.shape().size();
    long[] shape = new long[input.shape().rank() + 1];
    shape[0] = rows;
    for (int axis = 1; axis < shape.length; axis++) {
      shape[axis] = input.boxShape().axis(axis - 1);
    }
    return input.type() == ElementType.UINT8
        ? OnnxTensor.createTensor(
            environment, bytes.clear().limit(values), shape, OnnxJavaType.UINT8)
        : OnnxTensor.createTensor(environment, floats.clear().limit(values), shape);
  }

  @Override
  public void close() {
    for (int rows = 0; rows < byRows.length; rows++) {
      OnnxTensor tensor = byRows[rows];
      if (tensor != null) {
        tensor.close();
        byRows[rows] = null;
      }
    }
  }
}

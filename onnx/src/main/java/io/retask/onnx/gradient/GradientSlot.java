package io.retask.onnx.gradient;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** One query's place: direct buffers that are filled again and again. */
final class GradientSlot {
  private final FloatBuffer rows;
  private final FloatBuffer cotangents;

  GradientSlot(int most, int row, int classes) {
    rows = direct(Math.multiplyExact(most, row));
    cotangents = direct(Math.multiplyExact(most, classes));
  }

  private static FloatBuffer direct(int values) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(values, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /** A tensor of some rows, which the caller closes before the slot is filled again. */
  OnnxTensor rows(TensorBatch batch, int from, int to) throws OrtException {
    Shape shape = batch.shape();
    long[] axes = new long[shape.rank() + 1];
    int count = to - from;
    axes[0] = count;
    for (int axis = 1; axis < axes.length; axis++) {
      axes[axis] = shape.axis(axis - 1);
    }
    rows.clear().put(batch.values(), batch.offset(from), count * shape.size()).flip();
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), rows, axes);
  }

  /** A tensor of the cotangents of some rows, in the shape that the network answers in. */
  OnnxTensor cotangents(float[] values, int offset, int count, List<Long> scores, int rowCount)
      throws OrtException {
    long[] axes = scores.stream().mapToLong(axis -> axis < 0 ? rowCount : axis).toArray();
    cotangents.clear().put(values, offset, count).flip();
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), cotangents, axes);
  }
}

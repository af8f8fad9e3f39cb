package io.retask.onnx.convert;

import io.retask.RetaskException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tensorflow.lite.schema.TensorType;

/**
 * One tensor of a TFLite file.
 *
 * @param name its name there, for messages
 * @param shape its axes, the batch first
 * @param type one of the constants of {@link TensorType}
 * @param quantization how its numbers stand for real ones, where they do
 * @param data its little-endian contents, where it is a constant
 */
record TfliteTensor(
    String name,
    List<Integer> shape,
    byte type,
    Optional<Quantization> quantization,
    Optional<ByteBuffer> data) {

  boolean isByte() {
    return type == TensorType.UINT8 || type == TensorType.INT8;
  }

  /** Whether the numbers are 8 bits wide and stand for real ones. */
  boolean quantised() {
    return isByte() && quantization.isPresent();
  }

  int rank() {
    return shape.size();
  }

  int axis(int index) {
    return shape.get(index);
  }

  int size() {
    return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
  }

  int lowest() {
    return type == TensorType.UINT8 ? 0 : Byte.MIN_VALUE;
  }

  int highest() {
    return type == TensorType.UINT8 ? 255 : Byte.MAX_VALUE;
  }

  /** The stored numbers as they are; 8-bit and 32-bit integers only. */
  int[] integers() {
    ByteBuffer bytes = bytes(type == TensorType.INT32 ? Integer.BYTES : 1);
    int[] values = new int[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case TensorType.UINT8 -> Byte.toUnsignedInt(bytes.get(bytes.position() + i));
            case TensorType.INT8 -> bytes.get(bytes.position() + i);
            case TensorType.INT32 -> bytes.getInt(bytes.position() + Integer.BYTES * i);
            default -> throw foreign("whole numbers");
          };
    }
    return values;
  }

  /** The stored numbers as real ones. */
  float[] reals() {
    if (type == TensorType.FLOAT32) {
      ByteBuffer bytes = bytes(Float.BYTES);
      float[] values = new float[size()];
      bytes.asFloatBuffer().get(values);
      return values;
    }
    Quantization steps = quantization.orElseThrow(() -> foreign("real numbers"));
    int[] numbers = integers();
    int inner = shape.stream().skip(steps.axis() + 1L).reduce(1, (a, b) -> a * b);
    float[] values = new float[numbers.length];
    for (int i = 0; i < values.length; i++) {
      int slice = steps.wholeTensor() ? 0 : i / inner % axis(steps.axis());
      values[i] = steps.scale(slice) * (numbers[i] - steps.zero(slice));
    }
    return values;
  }

  /** The contents, which a damaged file may have cut short of the axes that it states. */
  private ByteBuffer bytes(int width) {
    ByteBuffer bytes = data.orElseThrow(() -> foreign("a constant"));
    if (bytes.remaining() / width < size()) {
      throw new RetaskException(
          "tensor '%s' is of %s, but the file holds %d bytes for it; fetch the file again"
              .formatted(name, shape, bytes.remaining()));
    }
    return bytes.duplicate().order(bytes.order());
  }

  private RetaskException foreign(String wanted) {
    return new RetaskException(
        "tensor '%s' (%s, %s) must be %s here; this file cannot be imported"
            .formatted(name, TensorType.name(type), Arrays.toString(shape.toArray()), wanted));
  }
}

package io.retask.onnx.convert;

import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.tensorflowlite.TfLiteInterpreter;
import org.bytedeco.tensorflowlite.TfLiteInterpreterOptions;
import org.bytedeco.tensorflowlite.TfLiteModel;
import org.bytedeco.tensorflowlite.TfLiteQuantizationParams;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.bytedeco.tensorflowlite.global.tensorflowlite;

/** The reference: the TFLite interpreter itself, one row at a time. */
final class TfliteRuntime implements AutoCloseable {
  private final TfLiteModel model;
  private final TfLiteInterpreterOptions options;
  private final TfLiteInterpreter interpreter;

  TfliteRuntime(Path file) {
    model = tensorflowlite.TfLiteModelCreateFromFile(file.toString());
    options = tensorflowlite.TfLiteInterpreterOptionsCreate();
    tensorflowlite.TfLiteInterpreterOptionsSetNumThreads(options, 2);
    interpreter = tensorflowlite.TfLiteInterpreterCreate(model, options);
    tensorflowlite.TfLiteInterpreterAllocateTensors(interpreter);
  }

  /** The step of the output, or 0 where it is real. */
  double quantum() {
    return steps().scale();
  }

  private TfLiteQuantizationParams steps() {
    return tensorflowlite.TfLiteTensorQuantizationParams(
        tensorflowlite.TfLiteInterpreterGetOutputTensor(interpreter, 0));
  }

  /** The answer as real numbers; 8-bit inputs are given as the bytes. */
  float[] run(float[] input) {
    TfLiteTensor in = tensorflowlite.TfLiteInterpreterGetInputTensor(interpreter, 0);
    boolean narrow = tensorflowlite.TfLiteTensorByteSize(in) == input.length;
    if (narrow) {
      byte[] bytes = new byte[input.length];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (int) input[i];
      }
      try (BytePointer pointer = new BytePointer(bytes)) {
        tensorflowlite.TfLiteTensorCopyFromBuffer(in, pointer, bytes.length);
      }
    } else {
      try (FloatPointer pointer = new FloatPointer(input)) {
        tensorflowlite.TfLiteTensorCopyFromBuffer(in, pointer, 4L * input.length);
      }
    }
    if (tensorflowlite.TfLiteInterpreterInvoke(interpreter) != 0) {
      throw new IllegalStateException("the TFLite runtime failed");
    }
    return answer(narrow);
  }

  private float[] answer(boolean narrow) {
    TfLiteTensor out = tensorflowlite.TfLiteInterpreterGetOutputTensor(interpreter, 0);
    int bytes = (int) tensorflowlite.TfLiteTensorByteSize(out);
    if (!narrow) {
      float[] values = new float[bytes / 4];
      try (FloatPointer pointer = new FloatPointer(values.length)) {
        tensorflowlite.TfLiteTensorCopyToBuffer(out, pointer, bytes);
        pointer.get(values);
      }
      return values;
    }
    byte[] numbers = new byte[bytes];
    try (BytePointer pointer = new BytePointer(bytes)) {
      tensorflowlite.TfLiteTensorCopyToBuffer(out, pointer, bytes);
      pointer.get(numbers);
    }
    float[] values = new float[bytes];
    for (int i = 0; i < bytes; i++) {
      values[i] = steps().scale() * (Byte.toUnsignedInt(numbers[i]) - steps().zero_point());
    }
    return values;
  }

  @Override
  public void close() {
    tensorflowlite.TfLiteInterpreterDelete(interpreter);
    tensorflowlite.TfLiteInterpreterOptionsDelete(options);
    tensorflowlite.TfLiteModelDelete(model);
  }
}

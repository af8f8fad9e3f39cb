package io.retask.onnx.convert;

import io.retask.RetaskException;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.description.BoxInput;
import io.retask.blackbox.description.BoxInput.Scaling;
import io.retask.blackbox.description.ChannelOrder;
import io.retask.blackbox.description.ElementType;
import io.retask.blackbox.description.Layout;
import io.retask.tensor.Shape;
import org.tensorflow.lite.schema.BuiltinOperator;

/** Turns the bytes of a TFLite file into a graph and what a description says of it. */
final class TfliteImport {
  private static final int PIXEL = 255;

  private TfliteImport() {}

  static ImportedModel read(String name, byte[] bytes, ImportOptions options) {
    TfliteFile file = new TfliteFile(name, bytes);
    TfliteTensor input = file.tensor(file.input());
    if (options.precision() == Precision.INT8 && !input.quantised()) {
      throw new RetaskException(
          "%s holds real numbers, so there is nothing to keep as INT8; import it as FLOAT"
              .formatted(name));
    }
    if (options.scaling().isPresent() && input.quantised()) {
      throw new RetaskException(
          "%s is quantised and states the range that it takes; leave scale, mean and std out"
              .formatted(name));
    }
    TfliteConversion conversion = new TfliteConversion(file, options.precision());
    byte[] onnx = conversion.convert();
    return new ImportedModel(
        new ImportedModel.Bytes(onnx),
        describe(input, conversion.narrowInput(), options),
        TfliteConversion.OUTPUT,
        file.tensor(file.output()).size(),
        kind(file),
        options.scaling().isEmpty() && !input.quantised());
  }

  private static BoxInput describe(TfliteTensor input, boolean narrow, ImportOptions options) {
    boolean picture = TfliteConversion.isPicture(input);
    int parts = picture ? 3 : 1;
    return new BoxInput(
        TfliteConversion.INPUT,
        picture ? Layout.NCHW : Layout.PLAIN,
        ChannelOrder.RGB,
        picture ? Shape.of(3, input.axis(1), input.axis(2)) : row(input),
        narrow ? ElementType.UINT8 : ElementType.FLOAT32,
        narrow ? Scaling.uniform(parts, PIXEL, 0, 1) : scaling(input, parts, options));
  }

  private static Shape row(TfliteTensor input) {
    return Shape.of(input.shape().stream().skip(1).mapToInt(Integer::intValue).toArray());
  }

  private static Scaling scaling(TfliteTensor input, int parts, ImportOptions options) {
    if (!input.quantised()) {
      return options.scalingOf(parts);
    }
    // real = step * (255 p - zero), the zero counted from the lowest number
    Quantization steps = input.quantization().orElseThrow();
    double step = steps.scale(0);
    double zero = steps.zero(0) - input.lowest();
    return Scaling.uniform(parts, PIXEL * step, zero * step, 1);
  }

  private static ScoreKind kind(TfliteFile file) {
    ScoreKind kind = ScoreKind.LOGITS;
    for (int i = 0; i < file.operators(); i++) {
      int code = file.code(i);
      if (code == BuiltinOperator.SOFTMAX) {
        kind = ScoreKind.PROBABILITIES;
      } else if (code == BuiltinOperator.LOGISTIC) {
        kind = ScoreKind.SIGMOID;
      } else if (!keepsKind(code)) {
        kind = ScoreKind.LOGITS;
      }
    }
    return kind;
  }

  private static boolean keepsKind(int code) {
    return code == BuiltinOperator.RESHAPE
        || code == BuiltinOperator.SQUEEZE
        || code == BuiltinOperator.QUANTIZE
        || code == BuiltinOperator.DEQUANTIZE;
  }
}

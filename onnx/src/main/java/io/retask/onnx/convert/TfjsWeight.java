package io.retask.onnx.convert;

import com.fasterxml.jackson.databind.JsonNode;
import io.retask.RetaskException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** One weight of a TF.js model, as real numbers. */
final class TfjsWeight {
  private final List<Integer> shape;
  private final float[] values;

  private TfjsWeight(List<Integer> shape, float[] values) {
    this.shape = shape;
    this.values = values;
  }

  /** Reads the next weight: floats, or whole numbers q that stand for q * scale + min. */
  static TfjsWeight read(JsonNode stated, ByteBuffer bytes) {
    List<Integer> shape = new ArrayList<>();
    stated.path("shape").forEach(axis -> shape.add(axis.asInt()));
    long size = shape.stream().mapToLong(axis -> axis).reduce(1, Math::multiplyExact);
    JsonNode steps = stated.path("quantization");
    String type = steps.path("dtype").asText(stated.path("dtype").asText());
    int width =
        switch (type) {
          case "uint8" -> 1;
          case "uint16" -> 2;
          case "float32" -> 4;
          default ->
              throw new RetaskException(
                  "weight '%s' is stored as %s, but only float32, uint8 and uint16 have a rule"
                      .formatted(stated.path("name").asText(), type));
        };
    if (size > bytes.remaining() / width) {
      throw new RetaskException(
          "the shards end inside the weight '%s'; fetch them again"
              .formatted(stated.path("name").asText()));
    }
    double scale = steps.path("scale").asDouble(1);
    double low = steps.path("min").asDouble(0);
    float[] values = new float[(int) size];
    for (int i = 0; i < values.length; i++) {
      double number =
          switch (width) {
            case 1 -> Byte.toUnsignedInt(bytes.get());
            case 2 -> Short.toUnsignedInt(bytes.getShort());
            default -> bytes.getFloat();
          };
      values[i] = (float) (number * scale + low);
    }
    return new TfjsWeight(List.copyOf(shape), values);
  }

  int axis(int index) {
    return shape.get(index);
  }

  /** The live array; nobody writes to it. */
  float[] values() {
    return values;
  }
}

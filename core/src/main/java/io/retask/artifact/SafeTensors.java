package io.retask.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.CorruptArtifact;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named float32 tensors in the safetensors format: a little-endian length, a JSON header, then the
 * values. The same tensors always make the same bytes.
 */
public final class SafeTensors {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final int LARGEST_HEADER = 1 << 24;

  private SafeTensors() {}

  /** The file's bytes; tensors in the order of their names. Each batch holds one row. */
  public static byte[] encode(SortedMap<String, TensorBatch> tensors) {
    ObjectNode header = JSON.createObjectNode();
    long offset = 0;
    for (Map.Entry<String, TensorBatch> entry : tensors.entrySet()) {
      long end = offset + 4L * entry.getValue().values().length;
      ObjectNode node = header.putObject(entry.getKey()).put("dtype", "F32");
      entry.getValue().shape().axes().forEach(node.putArray("shape")::add);
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] text = padded(header.toString());
    ByteBuffer out =
        ByteBuffer.allocate(Math.toIntExact(8 + text.length + offset))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(text.length)
            .put(text);
    for (TensorBatch tensor : tensors.values()) {
      for (float value : tensor.values()) {
        out.putFloat(value);
      }
    }
    return out.array();
  }

  private static byte[] padded(String header) {
    int gap = (8 - header.getBytes(StandardCharsets.UTF_8).length % 8) % 8;
    return (header + " ".repeat(gap)).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the bytes of a file.
   *
   * @param origin names the file in errors
   * @throws CorruptArtifact if they are cut off, hold another type, or the tensors do not cover the
   *     values after the header exactly, each value once
   */
  static SortedMap<String, TensorBatch> decode(byte[] bytes, String origin) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < 8) {
      throw corrupt(origin, "it has " + bytes.length + " bytes");
    }
    long length = in.getLong();
    if (length < 2 || length > Math.min(bytes.length - 8L, LARGEST_HEADER)) {
      throw corrupt(origin, "its header claims " + length + " bytes");
    }
    in.position(8 + (int) length);
    ByteBuffer values = in.slice().order(ByteOrder.LITTLE_ENDIAN);
    SortedMap<String, TensorBatch> tensors = new TreeMap<>();
    SortedMap<Long, Long> covered = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : header(bytes, (int) length, origin).properties()) {
      if (!"__metadata__".equals(entry.getKey())) {
        tensors.put(entry.getKey(), tensor(values, entry, covered, origin));
      }
    }
    long end = 0;
    for (Map.Entry<Long, Long> span : covered.entrySet()) {
      if (span.getKey() != end) {
        throw corrupt(origin, "its tensors overlap or leave a gap at byte " + end);
      }
      end = span.getValue();
    }
    if (end != values.capacity()) {
      throw corrupt(origin, "its tensors take %d bytes of %d".formatted(end, values.capacity()));
    }
    return tensors;
  }

  private static JsonNode header(byte[] bytes, int length, String origin) {
    try {
      if (JSON.readTree(new String(bytes, 8, length, StandardCharsets.UTF_8))
          instanceof ObjectNode header) {
        return header;
      }
      throw corrupt(origin, "its header is not a JSON object");
    } catch (JsonProcessingException failure) {
      throw new CorruptArtifact(
          "'%s' is no safetensors file: its header is not JSON (%s); restore the artefact"
              .formatted(origin, failure.getOriginalMessage()),
          failure);
    }
  }

  private static TensorBatch tensor(
      ByteBuffer in,
      Map.Entry<String, JsonNode> entry,
      SortedMap<Long, Long> covered,
      String origin) {
    JsonNode node = entry.getValue();
    if (!"F32".equals(node.path("dtype").asText())) {
      throw corrupt(origin, "tensor '" + entry.getKey() + "' is not float32");
    }
    Shape shape = shapeOf(node.path("shape"), origin);
    long from = offset(node, 0);
    long to = offset(node, 1);
    if (from < 0 || to - from != 4L * shape.size() || to > in.capacity()) {
      throw corrupt(
          origin,
          "tensor '%s' of %s claims bytes %d to %d of %d"
              .formatted(entry.getKey(), shape, from, to, in.capacity()));
    }
    if (covered.put(from, to) != null) {
      throw corrupt(origin, "two tensors begin at byte " + from);
    }
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.getFloat((int) from + 4 * i);
    }
    return TensorBatch.wrap(shape, 1, values);
  }

  private static long offset(JsonNode tensor, int index) {
    JsonNode offset = tensor.path("data_offsets").path(index);
    return offset.isIntegralNumber() && offset.canConvertToLong() ? offset.longValue() : -1;
  }

  private static Shape shapeOf(JsonNode node, String origin) {
    int[] axes = new int[node.size()];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = node.get(i).isInt() ? node.get(i).intValue() : 0;
    }
    try {
      return Shape.of(axes);
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      throw corrupt(origin, "a tensor has the shape " + node);
    }
  }

  private static CorruptArtifact corrupt(String origin, String what) {
    return new CorruptArtifact(
        "'%s' is no safetensors file: %s; restore the artefact".formatted(origin, what));
  }
}

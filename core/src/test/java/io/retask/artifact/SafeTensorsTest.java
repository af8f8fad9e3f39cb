package io.retask.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.CorruptArtifact;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {
  private static final String BEGIN = "'x' is no safetensors file: ";
  private static final String END = "; restore the artefact";

  private static TensorBatch tensor(Shape shape, float... values) {
    return TensorBatch.wrap(shape, 1, values);
  }

  private static SortedMap<String, TensorBatch> two() {
    SortedMap<String, TensorBatch> tensors = new TreeMap<>();
    tensors.put("b", tensor(Shape.of(2, 2), 1, -2, Float.MIN_VALUE, Float.NaN));
    tensors.put("a", tensor(Shape.of(1), 0.1f));
    return tensors;
  }

  private static byte[] file(String header, int valueBytes) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + valueBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }

  private static void refused(byte[] bytes, String why) {
    assertThatThrownBy(() -> SafeTensors.decode(bytes, "x"))
        .isInstanceOf(CorruptArtifact.class)
        .hasMessage(BEGIN + why + END);
  }

  @Test
  void whatIsWrittenComesBackBitForBit() {
    SortedMap<String, TensorBatch> read = SafeTensors.decode(SafeTensors.encode(two()), "x");
    assertThat(read.keySet()).containsExactly("a", "b");
    assertThat(read.get("a").shape()).isEqualTo(Shape.of(1));
    assertThat(read.get("b").shape()).isEqualTo(Shape.of(2, 2));
    assertThat(read.get("b").values()).containsExactly(1, -2, Float.MIN_VALUE, Float.NaN);
  }

  @Test
  void theBytesAreThoseOfTheFormat() {
    SortedMap<String, TensorBatch> one = new TreeMap<>();
    one.put("w", tensor(Shape.of(2), 1, -2));
    String header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}  ";
    byte[] expected = file(header, 8);
    ByteBuffer.wrap(expected)
        .order(ByteOrder.LITTLE_ENDIAN)
        .position(8 + header.length())
        .putFloat(1)
        .putFloat(-2);
    assertThat(header.length() % 8).isZero();
    assertThat(SafeTensors.encode(one)).isEqualTo(expected);
  }

  @Test
  void noTensorsAreAFileToo() {
    assertThat(SafeTensors.decode(SafeTensors.encode(new TreeMap<>()), "x")).isEmpty();
  }

  @Test
  void metadataOfOtherWritersArePassedOver() {
    assertThat(SafeTensors.decode(file("{\"__metadata__\":{\"format\":\"pt\"}}", 0), "x"))
        .isEmpty();
  }

  @Test
  void everyFileThatIsCutOffIsRefused() {
    byte[] whole = SafeTensors.encode(two());
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> SafeTensors.decode(part, "x"))
          .isInstanceOf(CorruptArtifact.class)
          .hasMessageStartingWith(BEGIN)
          .hasMessageEndingWith(END);
    }
    refused(Arrays.copyOf(whole, 5), "it has 5 bytes");
    refused(Arrays.copyOf(whole, whole.length - 1), "tensor 'b' of 2x2 claims bytes 4 to 20 of 19");
  }

  @Test
  void damagedBytesAreReadOrRefusedButNothingElse() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = SafeTensors.encode(two());
      for (int k = 0; k < 3; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(SafeTensors.decode(bytes, "x")).isNotNull();
      } catch (CorruptArtifact refused) {
        assertThat(refused).hasMessageStartingWith(BEGIN);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 9, 1 << 30, -1, Long.MAX_VALUE, Long.MIN_VALUE})
  void aHeaderLongerThanTheFileIsRefused(long length) {
    byte[] bytes = file("{      }", 0);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    refused(bytes, "its header claims " + length + " bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "  ", "null", "\"a\"", "12"})
  void aHeaderThatIsNoObjectIsRefused(String header) {
    refused(file(header, 0), "its header is not a JSON object");
  }

  @Test
  void aHeaderThatIsNoJsonIsRefused() {
    assertThatThrownBy(() -> SafeTensors.decode(file("{\"a\":", 0), "x"))
        .isInstanceOf(CorruptArtifact.class)
        .hasMessageStartingWith(BEGIN + "its header is not JSON (");
    assertThatThrownBy(() -> SafeTensors.decode(file("{} {}", 0), "x"))
        .isInstanceOf(CorruptArtifact.class)
        .hasMessageStartingWith(BEGIN + "its header is not JSON (");
  }

  @Test
  void oneNameTwiceIsRefused() {
    String node = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
    assertThatThrownBy(() -> SafeTensors.decode(file("{" + node + "," + node + "}", 4), "x"))
        .isInstanceOf(CorruptArtifact.class)
        .hasMessageContaining("Duplicate");
  }

  @Test
  void anotherTypeIsRefused() {
    refused(
        file("{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4),
        "tensor 'a' is not float32");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[-4,0]|-4|0",
        "[0,5]|0|5",
        "[4,0]|4|0",
        "[4,8]|4|8",
        "[9223372036854775800,9223372036854775804]|9223372036854775800|9223372036854775804",
        "[0,99999999999999999999]|0|-1",
        "[0.0,4.0]|-1|-1",
        "[\"0\",\"4\"]|-1|-1",
        "[0]|0|-1",
        "{}|-1|-1",
      })
  void offsetsThatDoNotFitAreRefused(String offsets, String from, String to) {
    refused(
        file("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":" + offsets + "}}", 4),
        "tensor 'a' of 1 claims bytes %s to %s of 4".formatted(from, to));
  }

  private static byte[] pair(String first, String second, int bytes) {
    return file(
        ("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":%s},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":%s}}")
            .formatted(first, second),
        bytes);
  }

  @Test
  void tensorsCoverTheFileExactly() {
    assertThat(SafeTensors.decode(pair("[8,16]", "[0,8]", 16), "x")).hasSize(2);
    refused(pair("[0,8]", "[4,12]", 12), "its tensors overlap or leave a gap at byte 8");
    refused(pair("[0,8]", "[0,8]", 8), "two tensors begin at byte 0");
    refused(pair("[0,8]", "[12,20]", 20), "its tensors overlap or leave a gap at byte 8");
    refused(pair("[0,8]", "[8,16]", 17), "its tensors take 16 bytes of 17");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "[0]", "[-1]", "[1.5]", "[\"1\"]", "[99999999999]", "[65536,65536,65536]"})
  void impossibleShapesAreRefused(String shape) {
    refused(
        file("{\"a\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":[0,4]}}", 4),
        "a tensor has the shape " + shape);
  }
}

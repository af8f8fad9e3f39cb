package io.retask.image.dataset;

import io.retask.data.InvalidData;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A NumPy array of whole numbers, row-major. Source: NumPy's {@code lib/format.py}. */
final class NpyArray {
  private static final Map<String, Integer> WIDTHS =
      Map.of("|u1", 1, "|i1", 1, "<u2", 2, "<i2", 2, "<i4", 4, "<u4", 4, "<i8", 8);
  private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*False");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d,\\s]*)\\)");
  private static final int LONGEST_HEADER = 1 << 16;

  private final int[] axes;
  private final String type;
  private final byte[] bytes;

  private NpyArray(int[] axes, String type, byte[] bytes) {
    this.axes = axes;
    this.type = type;
    this.bytes = bytes;
  }

  /**
   * Reads an array; its size is checked before it is read.
   *
   * @param name what to call it in an error
   * @throws InvalidData if it is no such array, too large or cut short
   */
  static NpyArray read(String name, InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    String header = header(name, in);
    Matcher type = TYPE.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!type.find() || !shape.find() || !ORDER.matcher(header).find()) {
      throw new InvalidData(
          "'%s' is not a row-major array: %s; save it with numpy.ascontiguousarray"
              .formatted(name, header.strip()));
    }
    Integer width = WIDTHS.get(type.group(1));
    if (width == null) {
      throw new InvalidData(
          "'%s' has values of type '%s'; pictures are uint8 and labels are whole numbers; convert"
                  .formatted(name, type.group(1))
              + " it with astype");
    }
    int[] axes = axes(name, shape.group(1));
    int wanted = Plane.bytes(name, width, axes);
    byte[] bytes = in.readNBytes(wanted);
    if (bytes.length != wanted) {
      throw new InvalidData(
          "'%s' is cut short: %d of %d bytes are there; download it again"
              .formatted(name, bytes.length, wanted));
    }
    return new NpyArray(axes, type.group(1), bytes);
  }

  private static String header(String name, DataInputStream in) throws IOException {
    byte[] start = in.readNBytes(8);
    if (start.length < 8 || (start[0] & 255) != 0x93 || start[1] != 'N' || start[5] != 'Y') {
      throw new InvalidData("'%s' is not a NumPy array; check the file".formatted(name));
    }
    int length =
        start[6] == 1
            ? Short.reverseBytes(in.readShort()) & 0xffff
            : Integer.reverseBytes(in.readInt());
    if (length < 0 || length > LONGEST_HEADER) {
      throw new InvalidData(
          "'%s' has a header of %d bytes; at most %d are read; check the file"
              .formatted(name, length, LONGEST_HEADER));
    }
    return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  private static int[] axes(String name, String shape) {
    try {
      return Stream.of(shape.split(","))
          .map(String::strip)
          .filter(axis -> !axis.isEmpty())
          .mapToInt(Integer::parseInt)
          .toArray();
    } catch (NumberFormatException e) {
      throw new InvalidData(
          "'%s' has the shape (%s), which is too large; check the file".formatted(name, shape), e);
    }
  }

  int rank() {
    return axes.length;
  }

  int axis(int index) {
    return axes[index];
  }

  /** Whether every value is one unsigned byte. */
  boolean isBytes() {
    return type.equals("|u1");
  }

  /** The live array. */
  byte[] bytes() {
    return bytes;
  }

  /** The value at a position of the row-major array. */
  long value(int at) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return switch (type) {
      case "|u1" -> bytes[at] & 255;
      case "|i1" -> bytes[at];
      case "<u2" -> buffer.getShort(2 * at) & 0xffff;
      case "<i2" -> buffer.getShort(2 * at);
      case "<u4" -> buffer.getInt(4 * at) & 0xffffffffL;
      case "<i4" -> buffer.getInt(4 * at);
      default -> buffer.getLong(8 * at);
    };
  }

  @Override
  public String toString() {
    return type + Arrays.toString(axes);
  }
}

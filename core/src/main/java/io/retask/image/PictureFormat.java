package io.retask.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of picture files that are read, told by their first bytes. */
enum PictureFormat {
  JPEG("\u00ff\u00d8\u00ff", 0),
  PNG("\u0089PNG\r\n\u001a\n", 0),
  GIF("GIF8", 0),
  BMP("BM", 0),
  TIFF("II*\0", 0),
  TIFF_BIG_ENDIAN("MM\0*", 0),
  WEBP("WEBP", 8);

  private static final List<String> ENDINGS =
      List.of(".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp");

  private final String mark;
  private final int at;

  PictureFormat(String mark, int at) {
    this.mark = mark;
    this.at = at;
  }

  /** The format of a file that begins with these bytes; empty for a foreign file. */
  static Optional<PictureFormat> of(byte[] head) {
    return Arrays.stream(values()).filter(format -> format.fits(head)).findFirst();
  }

  /** Whether a file of this name claims to be a picture. */
  static boolean claims(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  private boolean fits(byte[] head) {
    if (!holds(head, at, latin(mark))) {
      return false;
    }
    // "BM" alone begins many texts; a bitmap also tells the length of its second header
    return this != BMP || (head.length > 26 && head[14] >= 12 && head[15] == 0 && head[16] == 0);
  }

  private static boolean holds(byte[] head, int at, byte[] mark) {
    return head.length >= at + mark.length
        && Arrays.equals(head, at, at + mark.length, mark, 0, mark.length);
  }

  /** The name under which ImageIO knows its reader. */
  String readerName() {
    return this == TIFF_BIG_ENDIAN ? "tiff" : name().toLowerCase(Locale.ROOT);
  }

  /** What a foreign file seems to be, for the error text. */
  static String guess(byte[] head) {
    if (head.length == 0) {
      return "the file is empty";
    }
    if (holds(head, 4, latin("ftyp"))) {
      return "it looks like HEIC, AVIF or a film";
    }
    if (holds(head, 128, latin("DICM"))) {
      return "it looks like DICOM";
    }
    return holds(head, 0, latin("%PDF")) ? "it looks like PDF" : "its first bytes are unknown";
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}

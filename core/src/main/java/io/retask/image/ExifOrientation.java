package io.retask.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How a camera was held: finds EXIF tag 0x0112 in a file and turns the picture upright.
 *
 * <p>Source: EXIF 2.3, section 4.6.4. Values: 1 as stored, 2 mirrored, 3 half a turn, 4 flipped, 5
 * transposed, 6 a quarter clockwise, 7 transverse, 8 a quarter counter-clockwise. A block that does
 * not parse, or another value, means "as stored", as in other software.
 */
final class ExifOrientation {
  private static final int AS_STORED = 1;

  private ExifOrientation() {}

  /** The orientation that a file states, 1 to 8. */
  static int of(PictureFormat format, byte[] file) {
    ByteBuffer block =
        switch (format) {
          case JPEG -> inJpeg(ByteBuffer.wrap(file));
          case PNG -> inPng(ByteBuffer.wrap(file));
          case WEBP -> inWebp(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
          case TIFF, TIFF_BIG_ENDIAN -> ByteBuffer.wrap(file);
          case GIF, BMP -> ByteBuffer.allocate(0);
        };
    return inTiff(block);
  }

  private static ByteBuffer inJpeg(ByteBuffer file) {
    int at = 2;
    while (at + 4 <= file.limit()) {
      int marker = file.get(at + 1) & 255;
      if ((file.get(at) & 255) != 0xff || marker == 0 || marker == 0xff) {
        // padding between segments
        at++;
        continue;
      }
      int length = file.getShort(at + 2) & 0xffff;
      if (marker == 0xda || at + 2 + length > file.limit()) {
        break;
      }
      if (marker == 0xe1 && length > 8 && text(file, at + 4, 4).equals("Exif")) {
        return part(file, at + 10, length - 8);
      }
      at += 2 + length;
    }
    return ByteBuffer.allocate(0);
  }

  private static ByteBuffer inPng(ByteBuffer file) {
    long at = 8;
    while (at + 12 <= file.limit()) {
      long length = file.getInt((int) at) & 0xffffffffL;
      if (at + 8 + length <= file.limit() && text(file, (int) at + 4, 4).equals("eXIf")) {
        return part(file, (int) at + 8, (int) length);
      }
      at += 12 + length;
    }
    return ByteBuffer.allocate(0);
  }

  private static ByteBuffer inWebp(ByteBuffer file) {
    long at = 12;
    while (at + 8 <= file.limit()) {
      long length = file.getInt((int) at + 4) & 0xffffffffL;
      if (at + 8 + length <= file.limit() && text(file, (int) at, 4).equals("EXIF")) {
        int skip = length > 6 && text(file, (int) at + 8, 4).equals("Exif") ? 6 : 0;
        return part(file, (int) at + 8 + skip, (int) length - skip);
      }
      at += 8 + length + (length & 1);
    }
    return ByteBuffer.allocate(0);
  }

  private static int inTiff(ByteBuffer block) {
    if (block.limit() < 14) {
      return AS_STORED;
    }
    ByteBuffer tiff =
        block.order(
            text(block, 0, 2).equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = tiff.getInt(4) & 0xffffffffL;
    if (directory + 2 > tiff.limit()) {
      return AS_STORED;
    }
    int entries = tiff.getShort((int) directory) & 0xffff;
    for (int i = 0; i < entries && directory + 2 + 12L * (i + 1) <= tiff.limit(); i++) {
      int entry = (int) directory + 2 + 12 * i;
      if (tiff.getShort(entry) == 0x0112) {
        int value = tiff.getShort(entry + 8);
        return value >= 1 && value <= 8 ? value : AS_STORED;
      }
    }
    return AS_STORED;
  }

  private static ByteBuffer part(ByteBuffer file, int from, int length) {
    return file.slice(from, length);
  }

  private static String text(ByteBuffer file, int from, int length) {
    byte[] bytes = new byte[length];
    file.get(from, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** The picture as its viewer should see it. */
  static Picture upright(Picture stored, int orientation) {
    if (orientation == AS_STORED) {
      return stored;
    }
    boolean turned = orientation >= 5;
    int storedWidth = stored.size().width();
    int storedHeight = stored.size().height();
    int width = turned ? storedHeight : storedWidth;
    int height = turned ? storedWidth : storedHeight;
    boolean mirrored = orientation == 2 || orientation == 3 || orientation >= 7;
    boolean flipped = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    byte[] rgb = new byte[stored.rgb().length];
    for (int y = 0, to = 0; y < height; y++) {
      for (int x = 0; x < width; x++, to += 3) {
        int column = turned ? y : x;
        int row = turned ? x : y;
        int fromX = mirrored ? storedWidth - 1 - column : column;
        int fromY = flipped ? storedHeight - 1 - row : row;
        System.arraycopy(stored.rgb(), 3 * (fromY * storedWidth + fromX), rgb, to, 3);
      }
    }
    return Picture.wrap(new PictureSize(width, height), rgb);
  }
}

package io.retask.report;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * A PNG, ready to stand in the page.
 *
 * @param base64 the file in Base64
 * @param width in pixels
 * @param height in pixels
 * @param words what it shows: its caption, and what a reader hears who cannot see it
 */
public record Picture(String base64, int width, int height, String words) {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int SIZE_OFFSET = 16;

  /** Checks the letters, so that a picture can never break out of its attribute. */
  public Picture {
    Checks.words(words, "the description of a picture");
    Checks.count(width, 1, "the width of a picture");
    Checks.count(height, 1, "the height of a picture");
    Base64.getDecoder().decode(base64);
  }

  /**
   * Takes a PNG file.
   *
   * @throws IllegalArgumentException if the bytes do not begin as a PNG does
   */
  public static Picture png(byte[] file, String words) {
    if (file.length < SIZE_OFFSET + 8
        || !Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
      throw new IllegalArgumentException(
          "the picture '%s' of %d bytes is no PNG".formatted(words, file.length));
    }
    ByteBuffer size = ByteBuffer.wrap(file, SIZE_OFFSET, 8);
    return new Picture(
        Base64.getEncoder().encodeToString(file), size.getInt(), size.getInt(), words);
  }
}

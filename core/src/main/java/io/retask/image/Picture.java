package io.retask.image;

import io.retask.data.ContentDigest;

/**
 * An 8-bit RGB picture: three bytes a pixel, row after row from the top left.
 *
 * <p>Ownership: {@link #rgb()} is the live array. Whoever made the picture gives it away; from then
 * on nobody writes to it.
 */
public final class Picture {
  private static final float[] LEVELS = levels();

  private final PictureSize size;
  private final byte[] rgb;

  private Picture(PictureSize size, byte[] rgb) {
    this.size = size;
    this.rgb = rgb;
  }

  private static float[] levels() {
    float[] levels = new float[256];
    for (int i = 0; i < 256; i++) {
      levels[i] = i / 255f;
    }
    return levels;
  }

  /**
   * Wraps an array without a copy.
   *
   * @throws IllegalArgumentException if it does not hold exactly 3 bytes a pixel
   */
  public static Picture wrap(PictureSize size, byte[] rgb) {
    if (rgb.length != 3 * size.pixels()) {
      throw new IllegalArgumentException(
          "a picture of %s takes %d bytes, but the array holds %d"
              .formatted(size, 3 * size.pixels(), rgb.length));
    }
    return new Picture(size, rgb);
  }

  /** Width and height. */
  public PictureSize size() {
    return size;
  }

  /** The live array, see the ownership rule above. */
  public byte[] rgb() {
    return rgb;
  }

  /** SHA-256 of the size and the pixels, in hexadecimal: the same for every lossless file of it. */
  public String digest() {
    return new ContentDigest().add(size.width()).add(size.height()).add(rgb).hex();
  }

  /**
   * Writes the picture as a tensor {@code 3 x height x width} in [0,1]: grey level / 255.
   *
   * @param offset where its first value goes
   */
  public void writeTo(float[] values, int offset) {
    int plane = rgb.length / 3;
    for (int pixel = 0, at = 0; pixel < plane; pixel++, at += 3) {
      values[offset + pixel] = LEVELS[rgb[at] & 255];
      values[offset + plane + pixel] = LEVELS[rgb[at + 1] & 255];
      values[offset + 2 * plane + pixel] = LEVELS[rgb[at + 2] & 255];
    }
  }
}

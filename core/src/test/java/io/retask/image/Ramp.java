package io.retask.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;

/** The synthetic pictures of the golden files, see their README. */
final class Ramp {
  static final PictureSize SIZE = new PictureSize(24, 16);

  private Ramp() {}

  static byte[] resource(String name) throws IOException {
    try (InputStream in = Ramp.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }

  static Picture picture() {
    byte[] rgb = new byte[3 * 24 * 16];
    for (int y = 0, at = 0; y < 16; y++) {
      for (int x = 0; x < 24; x++) {
        rgb[at++] = (byte) (x * 255 / 23);
        rgb[at++] = (byte) (y * 255 / 15);
        rgb[at++] = (byte) ((x + y) * 255 / 38);
      }
    }
    return Picture.wrap(SIZE, rgb);
  }

  static int sample(int x, int y, int c) {
    return ((x * 7919 + y * 104729 + c * 1299709) ^ (x * y * 31 + c * 17)) % 251;
  }

  static Picture noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) sample(i / 3 % width, i / 3 / width, i % 3);
    }
    return Picture.wrap(new PictureSize(width, height), rgb);
  }

  static int mostDifference(byte[] a, byte[] b) {
    assertThat(a).hasSameSizeAs(b);
    int most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs((a[i] & 255) - (b[i] & 255)));
    }
    return most;
  }

  static int[] at(Picture picture, int x, int y) {
    int at = 3 * (y * picture.size().width() + x);
    byte[] rgb = picture.rgb();
    return new int[] {rgb[at] & 255, rgb[at + 1] & 255, rgb[at + 2] & 255};
  }
}

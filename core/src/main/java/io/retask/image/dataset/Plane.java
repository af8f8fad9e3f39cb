package io.retask.image.dataset;

import io.retask.data.Example.Part;
import io.retask.data.InvalidData;
import io.retask.image.Picture;
import io.retask.image.PictureSize;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Many 8-bit pictures of one size in one array: grey ({@code n x height x width}) or RGB ({@code n
 * x height x width x 3}).
 */
final class Plane {
  /** The most bytes that one array of a file may take, 1 GiB. */
  static final long MOST_BYTES = 1L << 30;

  private final byte[] bytes;
  private final int count;
  private final PictureSize size;
  private final int channels;

  Plane(byte[] bytes, int count, PictureSize size, int channels) {
    this.bytes = bytes;
    this.count = count;
    this.size = size;
    this.channels = channels;
  }

  /**
   * The number of bytes of an array, checked before it is read.
   *
   * @throws InvalidData if an axis is not positive or the array is too large
   */
  static int bytes(String file, int bytesEach, int... axes) {
    long total = bytesEach;
    for (int axis : axes) {
      if (axis < 1 || total > MOST_BYTES / axis) {
        throw new InvalidData(
            "'%s' says that it holds an array of %s; every axis is at least 1, and at most %d MB are read; check the file"
                .formatted(file, Arrays.toString(axes), MOST_BYTES >> 20));
      }
      total *= axis;
    }
    return (int) total;
  }

  /**
   * Adds an entry for each picture.
   *
   * @param file the name in the ids: {@code file#row}
   */
  void addTo(List<Entry> entries, String file, Part part, IntFunction<String> label) {
    for (int row = 0; row < count; row++) {
      int own = row;
      String id = file + "#" + row;
      entries.add(new Entry(id, label.apply(row), id, part, () -> picture(own)));
    }
  }

  int count() {
    return count;
  }

  private Picture picture(int row) {
    int pixels = (int) size.pixels();
    byte[] rgb = new byte[3 * pixels];
    int from = row * pixels * channels;
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = bytes[from + (channels == 3 ? i : i / 3)];
    }
    return Picture.wrap(size, rgb);
  }
}

package io.retask.image.dataset;

import io.retask.image.Picture;
import io.retask.image.PictureSize;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps resized pictures, up to a number of bytes. What does not fit is made again each time; when
 * another size is asked for, pictures of the former size make room. (Dropping the oldest instead
 * would help little: an epoch asks for every row once, so the oldest is the next one needed.)
 *
 * <p>Safe to use from several threads; a picture may be made twice, with equal results.
 */
final class PictureCache {
  private final long most;
  private final Map<Integer, Picture> kept = new HashMap<>();
  private PictureSize size = new PictureSize(1, 1);
  private long bytes;

  PictureCache(long most) {
    this.most = most;
  }

  Picture get(int row, PictureSize wanted, Supplier<Picture> make) {
    synchronized (this) {
      Picture known = size.equals(wanted) ? kept.get(row) : null;
      if (known != null) {
        return known;
      }
    }
    Picture made = make.get();
    keep(row, made);
    return made;
  }

  private synchronized void keep(int row, Picture made) {
    if (!size.equals(made.size())) {
      kept.clear();
      bytes = 0;
      size = made.size();
    }
    if (bytes + made.rgb().length <= most && kept.putIfAbsent(row, made) == null) {
      bytes += made.rgb().length;
    }
  }

  /** How many bytes of pixels are kept. */
  synchronized long bytes() {
    return bytes;
  }
}

package io.retask.image.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.image.Picture;
import io.retask.image.PictureSize;
import org.junit.jupiter.api.Test;

class PictureCacheTest {
  private int made;

  private Picture get(PictureCache cache, int row, int side) {
    PictureSize size = new PictureSize(side, side);
    return cache.get(
        row,
        size,
        () -> {
          made++;
          return Picture.wrap(size, new byte[3 * side * side]);
        });
  }

  @Test
  void whatIsKeptIsNotMadeAgain() {
    PictureCache cache = new PictureCache(1000);
    assertThat(get(cache, 1, 10)).isSameAs(get(cache, 1, 10));
    assertThat(get(cache, 2, 10)).isNotSameAs(get(cache, 1, 10));
    assertThat(made).isEqualTo(2);
    assertThat(cache.bytes()).isEqualTo(600);
  }

  @Test
  void theLimitIsNeverPassed() {
    PictureCache cache = new PictureCache(1000);
    for (int row = 0; row < 20; row++) {
      get(cache, row % 5, 10);
      assertThat(cache.bytes()).isLessThanOrEqualTo(1000);
    }
    assertThat(made).isEqualTo(5 + 3 * 2);
  }

  @Test
  void anotherSizeMakesRoom() {
    PictureCache cache = new PictureCache(1000);
    get(cache, 0, 10);
    assertThat(get(cache, 0, 5).size()).hasToString("5x5");
    assertThat(cache.bytes()).isEqualTo(75);
    assertThat(get(cache, 0, 10).size()).hasToString("10x10");
  }
}

package io.retask.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
  @ParameterizedTest
  @CsvSource({
    "13,9,7,5",
    "16,12,40,31",
    "64,64,23,47",
    "20,15,20,8",
    "3,5,11,2",
    "50,40,1,1",
    "9,30,31,30"
  })
  void equalsPillow(int width, int height, int newWidth, int newHeight) throws IOException {
    byte[] golden =
        Ramp.resource("resize-%dx%d-%dx%d.rgb".formatted(width, height, newWidth, newHeight));
    Picture made =
        Resampler.resize(Ramp.noise(width, height), new PictureSize(newWidth, newHeight));
    assertThat(made.rgb()).isEqualTo(golden);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "7,300", "300,7", "128,128"})
  void aPlainPictureStaysPlain(int width, int height) {
    byte[] white = new byte[3 * 60 * 45];
    Arrays.fill(white, (byte) 255);
    Picture made =
        Resampler.resize(
            Picture.wrap(new PictureSize(60, 45), white), new PictureSize(width, height));
    assertThat(made.rgb()).containsOnly(255);
  }

  @Test
  void theSameSizeIsTheSamePicture() {
    Picture picture = Ramp.picture();
    assertThat(Resampler.resize(picture, Ramp.SIZE)).isSameAs(picture);
  }

  @Test
  void theSourceIsNotTouched() {
    Picture picture = Ramp.picture();
    Resampler.resize(picture, new PictureSize(5, 50));
    assertThat(picture.rgb()).isEqualTo(Ramp.picture().rgb());
  }

  @Test
  void aLongThinPictureIsAveraged() {
    byte[] rgb = new byte[3 * 100_000];
    for (int i = 0; i < rgb.length; i += 6) {
      Arrays.fill(rgb, i, i + 3, (byte) 200);
    }
    Picture one =
        Resampler.resize(Picture.wrap(new PictureSize(100_000, 1), rgb), new PictureSize(10, 1));
    assertThat(Ramp.at(one, 5, 0)[0]).isBetween(99, 101);
  }
}

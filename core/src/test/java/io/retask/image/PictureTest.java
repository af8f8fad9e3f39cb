package io.retask.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.retask.tensor.Shape;
import org.junit.jupiter.api.Test;

class PictureTest {
  @Test
  void becomesPlanesOfRedGreenBlue() {
    Picture two =
        Picture.wrap(new PictureSize(2, 1), new byte[] {0, 51, (byte) 255, 102, (byte) 153, 1});
    float[] values = new float[7];
    two.writeTo(values, 1);
    assertThat(values).containsExactly(0, 0, 102 / 255f, 0.2f, 153 / 255f, 1, 1 / 255f);
  }

  @Test
  void theDigestKnowsTheSizeAndEveryPixel() {
    byte[] rgb = new byte[18];
    String wide = Picture.wrap(new PictureSize(3, 2), rgb).digest();
    assertThat(wide).hasSize(64).isNotEqualTo(Picture.wrap(new PictureSize(2, 3), rgb).digest());
    byte[] other = rgb.clone();
    other[17] = 1;
    assertThat(Picture.wrap(new PictureSize(3, 2), other).digest()).isNotEqualTo(wide);
  }

  @Test
  void refusesAnArrayOfAnotherLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Picture.wrap(new PictureSize(2, 2), new byte[11]))
        .withMessage("a picture of 2x2 takes 12 bytes, but the array holds 11");
  }

  @Test
  void sizesAndShapesAgree() {
    assertThat(PictureSize.of(Shape.of(3, 4, 5))).isEqualTo(new PictureSize(5, 4));
    assertThat(new PictureSize(5, 4).shape()).isEqualTo(Shape.of(3, 4, 5));
    assertThat(new PictureSize(5, 4)).hasToString("5x4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PictureSize.of(Shape.of(1, 4, 5)))
        .withMessage("a picture is 3 x height x width, but the shape asked for is 1x4x5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PictureSize(0, 5))
        .withMessage("a picture has at least 1x1 pixels, but this one is 0x5");
  }
}

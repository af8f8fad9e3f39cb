package io.retask.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngPictureTest {
  @Test
  void drawsRedGreenAndBlueOfTheChosenRow() throws IOException {
    TensorBatch batch = TensorBatch.allocate(Shape.of(3, 1, 2), 2);
    batch.values()[6] = 1;
    batch.values()[9] = 0.5f;
    batch.values()[10] = 0.2f;
    BufferedImage image = read(PngPicture.of(batch, 1));
    assertThat(image.getRGB(0, 0)).isEqualTo(0xFFFF0033);
    assertThat(image.getRGB(1, 0)).isEqualTo(0xFF008000);
  }

  @Test
  void drawsOnePlaneAsGrey() throws IOException {
    TensorBatch batch = TensorBatch.wrap(Shape.of(1, 1, 1), 1, new float[] {0.6f});
    assertThat(read(PngPicture.of(batch, 0)).getRGB(0, 0)).isEqualTo(0xFF999999);
  }

  @Test
  void clipsWhatLiesOutside() throws IOException {
    TensorBatch batch = TensorBatch.wrap(Shape.of(3, 1, 1), 1, new float[] {-3, 7, Float.NaN});
    assertThat(read(PngPicture.of(batch, 0)).getRGB(0, 0)).isEqualTo(0xFF00FF00);
  }

  @Test
  void shrinksByMeans() throws IOException {
    float[] values = {0, 1, 1, 1, 0, 1, 1, 1, 0.2f, 0.2f, 0.4f, 0.4f};
    BufferedImage image = read(PngPicture.of(TensorBatch.wrap(Shape.of(1, 3, 4), 1, values), 0, 2));
    assertThat(image.getWidth()).isEqualTo(2);
    assertThat(image.getHeight()).isEqualTo(2);
    assertThat(image.getRGB(0, 0)).isEqualTo(0xFF808080);
    assertThat(image.getRGB(1, 0)).isEqualTo(0xFFFFFFFF);
    assertThat(image.getRGB(0, 1)).isEqualTo(0xFF333333);
    assertThat(image.getRGB(1, 1)).isEqualTo(0xFF666666);
  }

  @Test
  void handsOutCopies() {
    PngPicture picture = PngPicture.of(TensorBatch.allocate(Shape.of(1, 2, 2), 1), 0);
    picture.bytes()[0] = 0;
    assertThat(picture.bytes()[0]).isEqualTo((byte) 0x89);
  }

  @Test
  void refusesWhatIsNoPicture() {
    TensorBatch series = TensorBatch.allocate(Shape.of(2, 5, 5), 1);
    assertThatThrownBy(() -> PngPicture.of(series, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a picture is 3 x height x width or 1 x height x width, but these rows are 2x5x5");
  }

  @Test
  void refusesASideOfNothing() {
    TensorBatch batch = TensorBatch.allocate(Shape.of(1, 2, 2), 1);
    assertThatThrownBy(() -> PngPicture.of(batch, 0, 0))
        .hasMessage("the longest side is 0, but it must be at least 1");
  }

  private static BufferedImage read(PngPicture picture) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(picture.bytes()));
  }
}

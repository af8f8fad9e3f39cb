package io.retask.image.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TilingTest {
  private static final Shape SHAPE = Shape.of(3, 8, 16);

  /** Black, and white in the left half. */
  private static TensorBatch halves() {
    TensorBatch batch = TensorBatch.allocate(SHAPE, 1);
    for (int i = 0; i < batch.values().length; i++) {
      batch.values()[i] = i % 16 < 8 ? 1 : 0;
    }
    return batch;
  }

  /** A row away from the grey outside. */
  private static float[] innerRow(boolean mirrored) {
    TensorBatch out = new Tiling(SHAPE, 2, mirrored).apply(halves(), new float[0]);
    return Arrays.copyOfRange(out.values(), 16, 32);
  }

  @Test
  void thePictureStandsThereTwiceInEveryRow() {
    float[] row = innerRow(false);
    for (int middle : new int[] {1, 2, 9, 10}) {
      assertThat(row[middle]).isCloseTo(1, within(1e-6f));
    }
    for (int middle : new int[] {5, 6, 13, 14}) {
      assertThat(row[middle]).isCloseTo(0, within(1e-6f));
    }
    for (int i = 1; i < 7; i++) {
      assertThat(row[i]).isCloseTo(row[8 + i], within(1e-6f));
    }
  }

  @Test
  void mirroredEdgesMeet() {
    float[] row = innerRow(true);
    for (int i = 0; i < 8; i++) {
      assertThat(row[i]).isCloseTo(row[15 - i], within(1e-6f));
    }
    assertThat(row[7]).isCloseTo(0, within(1e-6f));
    assertThat(row[8]).isCloseTo(0, within(1e-6f));
  }

  @Test
  void anEvenPictureStaysInsideAsItIs() {
    TensorBatch light = TensorBatch.allocate(SHAPE, 1);
    Arrays.fill(light.values(), 0.8f);
    float[] out = new Tiling(SHAPE, 2, false).apply(light, new float[0]).values();
    assertThat(out[16 + 3]).isCloseTo(0.8f, within(1e-6f));
    assertThat(out[16 + 8]).isCloseTo(0.8f, within(1e-6f));
    for (float value : out) {
      assertThat(value).isBetween(0.5f, 0.8f + 1e-6f);
    }
  }

  @Test
  void aPictureHasRoomForSoManyCopies() {
    assertThatThrownBy(() -> new Tiling(SHAPE, 9, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a tiling of 3x8x16 has 2 to 8 copies a side, but 9 were asked for");
    assertThat(new Tiling(SHAPE, 4, true)).hasToString("mirrored tiling 4x4");
  }
}

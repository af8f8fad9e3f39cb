package io.retask.image.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import org.junit.jupiter.api.Test;

class RotationTest {
  private static final Shape SQUARE = Shape.of(3, 3, 3);
  private static final float[] NUMBERS = {
    0.1f, 0.2f, 0.3f,
    0.4f, 0.5f, 0.6f,
    0.7f, 0.8f, 0.9f
  };

  private static TensorBatch picture() {
    TensorBatch batch = TensorBatch.allocate(SQUARE, 1);
    for (int channel = 0; channel < 3; channel++) {
      System.arraycopy(NUMBERS, 0, batch.values(), 9 * channel, 9);
    }
    return batch;
  }

  private static float[] turned(double angle) {
    return new Rotation(SQUARE).apply(picture(), new float[] {(float) angle}).values();
  }

  private static void assertClose(float[] found, float... wanted) {
    for (int i = 0; i < wanted.length; i++) {
      assertThat(found[i]).isCloseTo(wanted[i], within(1e-6f));
    }
  }

  @Test
  void aQuarterTurnIsAnticlockwise() {
    assertClose(turned(Math.PI / 2), 0.3f, 0.6f, 0.9f, 0.2f, 0.5f, 0.8f, 0.1f, 0.4f, 0.7f);
  }

  @Test
  void aHalfTurnReversesThePixelsOfEveryChannel() {
    float[] out = turned(Math.PI);
    for (int i = 0; i < 27; i++) {
      assertThat(out[i]).isCloseTo(NUMBERS[8 - i % 9], within(1e-6f));
    }
  }

  @Test
  void noTurnIsThePictureBitForBit() {
    assertClose(turned(0), NUMBERS);
  }

  @Test
  void whatComesFromOutsideIsGrey() {
    // the corner looks at (sqrt 2, 0) from the middle: 0.414 of a pixel beyond the edge
    float[] out = turned(Math.PI / 4);
    double share = Math.sqrt(2) - 1;
    assertThat((double) out[2]).isCloseTo(0.5 + (1 - share) * (0.6 - 0.5), within(1e-6));
    assertThat(out[4]).isEqualTo(0.5f);
  }

  @Test
  void distancesAreInPixelsWhateverTheShape() {
    Shape flat = Shape.of(3, 1, 3);
    TensorBatch in = TensorBatch.wrap(flat, 1, new float[] {1, 0, 1, 1, 0, 1, 1, 0, 1});
    float[] out = new Rotation(flat).apply(in, new float[] {(float) (Math.PI / 2)}).values();
    assertClose(out, 0.5f, 0, 0.5f);
  }
}

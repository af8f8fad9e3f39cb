package io.retask.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.blackbox.description.BoxInput;
import io.retask.blackbox.description.BoxInput.Scaling;
import io.retask.blackbox.description.ChannelOrder;
import io.retask.blackbox.description.ElementType;
import io.retask.blackbox.description.Layout;
import io.retask.tensor.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the box gets, number by number, of a picture that is longer than a block. */
class RowPackerTest {
  private static final int HEIGHT = 61;
  private static final int WIDTH = 53;
  private static final int AREA = HEIGHT * WIDTH;
  private static final Scaling SCALING =
      new Scaling(255, List.of(10.0, 20.0, 30.0), List.of(2.0, 4.0, 8.0));

  @ParameterizedTest
  @CsvSource({"NCHW, RGB", "NCHW, BGR", "NHWC, RGB", "NHWC, BGR"})
  void everyNumberIsThatOfItsPixelAndColour(Layout layout, ChannelOrder channels) {
    Shape shape = Shape.of(3, HEIGHT, WIDTH);
    RowPacker packer =
        new RowPacker(new BoxInput("in", layout, channels, shape, ElementType.FLOAT32, SCALING));
    int offset = 7;
    float[] rows = new float[offset + shape.size()];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextDouble();
    }
    assertThat(shape.size()).isGreaterThan(RowPacker.BLOCK);
    float[] block = new float[RowPacker.BLOCK];
    for (int at = 0; at < shape.size(); at += block.length) {
      int count = Math.min(block.length, shape.size() - at);
      packer.pack(rows, offset, at, count, block);
      for (int i = 0; i < count; i++) {
        boolean interleaved = layout == Layout.NHWC;
        int place = interleaved ? (at + i) % 3 : (at + i) / AREA;
        int pixel = interleaved ? (at + i) / 3 : (at + i) % AREA;
        int colour = channels == ChannelOrder.BGR ? 2 - place : place;
        double mean = SCALING.mean().get(colour);
        double std = SCALING.std().get(colour);
        double expected = (255 * (double) rows[offset + colour * AREA + pixel] - mean) / std;
        assertThat((double) block[i])
            .as("number %d", at + i)
            .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-4));
      }
    }
  }
}

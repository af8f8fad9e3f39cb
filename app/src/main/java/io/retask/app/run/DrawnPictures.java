package io.retask.app.run;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Inputs for a probe where there are no real ones: smooth waves of every colour and scale. */
final class DrawnPictures {
  private static final long SEED = 20200712;

  private DrawnPictures() {}

  /** The same inputs at every call, in [0,1]. */
  static TensorBatch of(Shape shape, int count) {
    TensorBatch batch = TensorBatch.allocate(shape, count);
    int inner = shape.axis(shape.rank() - 1);
    for (int row = 0; row < count; row++) {
      RandomGenerator draws = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED + row);
      int rows = shape.size() / inner;
      double[] wave = draws.doubles(6).toArray();
      for (int i = 0; i < rows; i++) {
        double down = (double) i / inner;
        double phase = wave[4] * 6 * Math.floor(down);
        for (int j = 0; j < inner; j++) {
          double across = (double) j / inner;
          double angle = 2 * Math.PI * (wave[0] * 6 * across + wave[1] * 6 * down) + phase;
          double value = wave[3] + (0.2 + 0.8 * wave[2]) * 0.5 * Math.sin(angle + 6 * wave[5]);
          batch.values()[batch.offset(row) + i * inner + j] =
              (float) Math.min(1, Math.max(0, value));
        }
      }
    }
    return batch;
  }
}

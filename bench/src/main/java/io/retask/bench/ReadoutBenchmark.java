package io.retask.bench;

import io.retask.mapping.readout.Fitted;
import io.retask.mapping.readout.LabelledFeatures;
import io.retask.mapping.readout.LinearClassifier;
import io.retask.mapping.readout.LogisticSettings;
import io.retask.mapping.readout.LogisticTrainer;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Fitting a logistic readout: 10 classes, 5 folds, 7 ridges. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class ReadoutBenchmark {
  private static final int CLASSES = 10;
  private static final int FOLDS = 5;
  private static final int FACTORS = 24;
  private static final LogisticSettings SETTINGS =
      LogisticSettings.defaults().withRidges(List.of(1e2, 1e1, 1.0, 1e-1, 1e-2, 1e-3, 1e-4));

  /** Rows x features. */
  @Param({"270x4004", "1000x8008", "5000x1001"})
  public String size = "";

  private LabelledFeatures data = features(CLASSES * FOLDS, 2);

  /** Makes the rows. */
  @Setup
  public void prepare() {
    int cross = size.indexOf('x');
    data =
        features(
            Integer.parseInt(size.substring(0, cross)),
            Integer.parseInt(size.substring(cross + 1)));
  }

  /** A few hidden factors mixed into many features, with noise. */
  private static LabelledFeatures features(int n, int p) {
    SplittableRandom random = new SplittableRandom(5);
    float[] mix = noise(random, FACTORS * p);
    float[] centres = noise(random, CLASSES * FACTORS);
    float[] values = noise(random, n * p);
    int[] classes = new int[n];
    int[] folds = new int[n];
    for (int i = 0; i < n; i++) {
      classes[i] = i % CLASSES;
      folds[i] = i / CLASSES % FOLDS;
      float[] own = noise(random, FACTORS);
      for (int f = 0; f < FACTORS; f++) {
        float factor = own[f] + 0.7f * centres[classes[i] * FACTORS + f];
        for (int j = 0; j < p; j++) {
          values[i * p + j] += factor * mix[f * p + j];
        }
      }
    }
    return new LabelledFeatures(TensorBatch.wrap(Shape.of(p), n, values), classes, CLASSES, folds);
  }

  private static float[] noise(SplittableRandom random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  /** Cross-validation and the final fit. */
  @Benchmark
  public Fitted<LinearClassifier> fit() {
    return LogisticTrainer.fit(data, SETTINGS);
  }
}

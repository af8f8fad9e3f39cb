package io.retask.testkit.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.mapping.DifferentiableMapping;
import io.retask.mapping.LabelMapping;
import io.retask.mapping.readout.KnnReadout;
import io.retask.mapping.readout.LabelledFeatures;
import io.retask.mapping.readout.LinearClassifier;
import io.retask.mapping.readout.LogisticReadout;
import io.retask.mapping.readout.LogisticTrainer;
import io.retask.mapping.readout.NearestNeighbours;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.SeededDraw;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Learned mappings keep the laws of all mappings. */
class ReadoutsTest {
  private static final int SOURCES = 6;
  private static final int TARGETS = 3;
  private static final int COUNT = 30;

  /** Row i is of class i modulo C, and its scores 2c and 2c + 1 are the high ones. */
  private static float[] logits() {
    float[] values = new float[COUNT * SOURCES];
    for (int i = 0; i < values.length; i++) {
      boolean high = i % SOURCES / 2 == i / SOURCES % TARGETS;
      values[i] = (float) SeededDraw.uniform(31, i) - (high ? 1 : 3);
    }
    return values;
  }

  private static int[] classes() {
    int[] classes = new int[COUNT];
    for (int i = 0; i < COUNT; i++) {
      classes[i] = i % TARGETS;
    }
    return classes;
  }

  private static DifferentiableMapping logistic() {
    int[] folds = new int[COUNT];
    for (int i = 0; i < COUNT; i++) {
      folds[i] = i / TARGETS % 2;
    }
    Scores answers = Scores.wrap(COUNT, SOURCES, ScoreKind.LOG_PROBABILITIES, logits());
    LabelledFeatures data = LabelledFeatures.ofAnswers(answers, classes(), TARGETS, folds);
    LinearClassifier classifier = LogisticTrainer.fit(data, 1, false);
    return new LogisticReadout(classifier);
  }

  private static LabelMapping nearest() {
    TensorBatch rows = TensorBatch.wrap(Shape.of(SOURCES), COUNT, logits());
    return new KnnReadout(NearestNeighbours.of(rows, classes(), TARGETS, 3));
  }

  @Nested
  class Logistic extends DifferentiableMappingContract {
    @Override
    protected DifferentiableMapping mapping() {
      return logistic();
    }

    @Test
    void itLearnedWhatItWasShown() {
      assertThat(right(mapping())).isEqualTo(COUNT);
    }
  }

  @Nested
  class Nearest extends LabelMappingContract {
    @Override
    protected LabelMapping mapping() {
      return nearest();
    }

    @Test
    void itLearnedWhatItWasShown() {
      assertThat(right(mapping())).isEqualTo(COUNT);
    }
  }

  private static int right(LabelMapping mapping) {
    Scores mapped =
        mapping.apply(Scores.wrap(COUNT, SOURCES, ScoreKind.LOG_PROBABILITIES, logits()));
    int right = 0;
    for (int i = 0; i < COUNT; i++) {
      right += mapped.best(i) == i % TARGETS ? 1 : 0;
    }
    return right;
  }
}

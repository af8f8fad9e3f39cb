package io.retask.baseline;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.data.StratifiedFolds;
import io.retask.mapping.Evidence;
import io.retask.mapping.FrequencyPlanner;
import io.retask.mapping.ManyToOneMapping;
import io.retask.mapping.MappingSize;
import io.retask.mapping.readout.KnnTrainer;
import io.retask.mapping.readout.LogisticSettings;
import io.retask.mapping.readout.LogisticTrainer;
import io.retask.metric.Evaluation;
import io.retask.tensor.TensorBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Every baseline that can be had from unprogrammed answers, and the same logistic regression on raw
 * data, which needs no box.
 */
public final class Baselines {
  private static final int FOLDS = 5;
  private static final int LABELS = 10;

  private Baselines() {}

  /**
   * Runs them all. A mapping is left out where the box has fewer labels than there are classes, the
   * raw baseline where there are no raw features.
   *
   * @param seed of the folds
   * @return in the order majority, first-k, frequency, knn, readout, raw
   */
  public static List<BaselineResult> evaluate(BaselineInputs inputs, long seed) {
    LabelledAnswers training = inputs.training();
    int[] folds = StratifiedFolds.assign(training.classes(), training.groups(), FOLDS, seed);
    return all(inputs).stream().map(baseline -> run(baseline, inputs, folds)).toList();
  }

  private static BaselineResult run(Baseline baseline, BaselineInputs inputs, int[] folds) {
    LabelledAnswers training = inputs.training();
    LabelledAnswers judged = inputs.test().orElse(training);
    Scores scores =
        inputs.test().isPresent()
            ? baseline.predict(training, folds, judged)
            : baseline.outOfFold(training, folds);
    return new BaselineResult(
        baseline.name(),
        baseline.sentence(),
        inputs.test().isEmpty(),
        scores,
        Evaluation.of(inputs.classes(), scores, judged.classes()));
  }

  private static List<Baseline> all(BaselineInputs inputs) {
    int targets = inputs.classes().size();
    int sources = inputs.training().answers().classes();
    List<Baseline> all = new ArrayList<>();
    all.add(
        new DirectBaseline(
            "majority",
            "Always the class that is most frequent among the labelled rows.",
            targets,
            (training, rows) -> shares(training, rows, targets)));
    if (sources >= targets) {
      all.addAll(mappings(new MappingSize(sources, targets, labels(sources, targets))));
    }
    all.add(
        new LearnedBaseline(
            "knn",
            "The nearest labelled rows in the box's unprogrammed answers.",
            targets,
            LearnedBaseline::logScores,
            KnnTrainer::fit));
    all.add(
        logistic(
            "readout",
            "Logistic regression on the box's unprogrammed answers.",
            targets,
            LearnedBaseline::logScores));
    boolean raw =
        inputs.training().raw().isPresent()
            && inputs.test().map(test -> test.raw().isPresent()).orElse(true);
    if (raw) {
      all.add(
          logistic(
              "raw",
              "Logistic regression on the raw data themselves, without any box.",
              targets,
              rows -> rows.raw().orElseThrow()));
    }
    return all;
  }

  private static int labels(int sources, int targets) {
    return Math.min(LABELS, sources / targets);
  }

  private static Baseline logistic(
      String name, String sentence, int targets, Function<LabelledAnswers, TensorBatch> features) {
    return new LearnedBaseline(
        name,
        sentence,
        targets,
        features,
        data -> LogisticTrainer.fit(data, LogisticSettings.defaults()));
  }

  private static List<Baseline> mappings(MappingSize size) {
    int targets = size.targets();
    int[][] first = IntStream.range(0, targets).mapToObj(c -> new int[] {c}).toArray(int[][]::new);
    ManyToOneMapping firstLabels = new ManyToOneMapping(size.sources(), first);
    return List.of(
        new DirectBaseline(
            "first-k",
            "The first %d labels of the box stand for the %d classes, in order."
                .formatted(targets, targets),
            targets,
            (training, rows) -> firstLabels.apply(rows.answers())),
        new DirectBaseline(
            "frequency",
            "Each class is the mean of the %d labels that the box gives it most often."
                .formatted(size.labelsPerClass()),
            targets,
            (training, rows) ->
                new FrequencyPlanner()
                    .plan(size, new Evidence(training.answers(), training.classes()))
                    .apply(rows.answers())));
  }

  /** The share of each class among the training rows, for every row. */
  private static Scores shares(LabelledAnswers training, LabelledAnswers rows, int targets) {
    float[] shares = new float[targets];
    Arrays.stream(training.classes()).forEach(label -> shares[label] += 1f / training.count());
    float[] out = new float[rows.count() * targets];
    for (int row = 0; row < rows.count(); row++) {
      System.arraycopy(shares, 0, out, row * targets, targets);
    }
    return Scores.wrap(rows.count(), targets, ScoreKind.PROBABILITIES, out);
  }
}

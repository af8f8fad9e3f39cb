package io.retask.baseline;

import io.retask.blackbox.Scores;
import io.retask.mapping.BayesianPlanner;
import io.retask.mapping.Evidence;
import io.retask.mapping.FrequencyPlanner;
import io.retask.mapping.LabelMapping;
import io.retask.mapping.ManyToOneMapping;
import io.retask.mapping.MappingSize;
import io.retask.mapping.readout.Fitted;
import io.retask.mapping.readout.KnnReadout;
import io.retask.mapping.readout.KnnTrainer;
import io.retask.mapping.readout.LabelledFeatures;
import io.retask.mapping.readout.LinearClassifier;
import io.retask.mapping.readout.LogisticReadout;
import io.retask.mapping.readout.LogisticSettings;
import io.retask.mapping.readout.LogisticTrainer;
import io.retask.mapping.readout.NearestNeighbours;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The simple ways to make a mapping from the box's answers to unprogrammed rows. */
public enum AnswerRule {
  /** The first C labels stand for the classes. */
  FIRST_K("first-k"),
  /** A mean of up to 10 labels that the box gives the class most often. */
  FREQUENCY("frequency"),
  /** Every label, weighed by how often it is the best one. */
  BLM("blm"),
  /** Every label, weighed by the probability that it has among the best. */
  BLM_PLUS("blm+"),
  /** The nearest labelled rows. */
  KNN("knn"),
  /** Regularised logistic regression. */
  READOUT("readout");

  private static final int LABELS = 10;
  private final String key;

  AnswerRule(String key) {
    this.key = key;
  }

  /** The rule of that name on the command line. */
  public static Optional<AnswerRule> of(String name) {
    return Arrays.stream(values()).filter(rule -> rule.key.equals(name)).findFirst();
  }

  /** Its name on the command line. */
  public String key() {
    return key;
  }

  /** Whether it can do with so many source labels, K: some give each class labels of its own. */
  public boolean suits(int sources, int targets) {
    return sources >= targets || (this != FIRST_K && this != FREQUENCY);
  }

  /** Whether it learns from answers, which cost one image a row. */
  public boolean readsAnswers() {
    return this != FIRST_K;
  }

  /**
   * What it is, for people.
   *
   * @param sources the number of source labels, K
   * @param targets the number of classes, C
   */
  public String sentence(int sources, int targets) {
    return switch (this) {
      case FIRST_K ->
          "The first %d labels of the box stand for the %d classes, in order."
              .formatted(targets, targets);
      case FREQUENCY ->
          "Each class is the mean of the %d labels that the box gives it most often."
              .formatted(size(sources, targets).labelsPerClass());
      case BLM -> "Every label of the box speaks for a class as often as it is its best label.";
      case BLM_PLUS -> "Every label of the box speaks for a class by its probability there.";
      case KNN -> "The nearest labelled rows in the box's unprogrammed answers.";
      case READOUT -> "Logistic regression on the box's unprogrammed answers.";
    };
  }

  private static MappingSize size(int sources, int targets) {
    return new MappingSize(
        sources, targets, Math.max(1, Math.min(LABELS, sources / Math.max(1, targets))));
  }

  /**
   * The mapping of {@link #FIRST_K}, which needs no answer.
   *
   * @throws IllegalArgumentException if the box has fewer labels than there are classes
   */
  public static ManyToOneMapping firstLabels(int sources, int targets) {
    MappingSize size = new MappingSize(sources, targets, 1);
    return new ManyToOneMapping(
        size.sources(),
        IntStream.range(0, targets).mapToObj(c -> new int[] {c}).toArray(int[][]::new));
  }

  /**
   * Learns.
   *
   * @param answers n x K
   * @param classes the class of each row
   * @param targets the number of classes, C
   * @param folds the fold that holds each row out
   * @throws IllegalArgumentException if the rule does not suit the box
   */
  public Fit<LabelMapping> fit(Scores answers, int[] classes, int targets, int[] folds) {
    if (this == KNN || this == READOUT) {
      return learned(LabelledFeatures.ofAnswers(answers, classes, targets, folds));
    }
    return new Fit<>(
        counted(new Evidence(answers, classes), answers.classes(), targets),
        Fit.outOfFold(
            folds,
            targets,
            (others, held) -> {
              int[] known = IntStream.of(others).map(row -> classes[row]).toArray();
              Evidence evidence = new Evidence(answers.rows(others), known);
              return counted(evidence, answers.classes(), targets)
                  .apply(answers.rows(held))
                  .normalised();
            }),
        Map.of());
  }

  private LabelMapping counted(Evidence evidence, int sources, int targets) {
    return switch (this) {
      case FIRST_K -> firstLabels(sources, targets);
      case FREQUENCY -> new FrequencyPlanner().plan(size(sources, targets), evidence);
      case BLM -> BayesianPlanner.blm().plan(sources, targets, evidence);
      case BLM_PLUS -> BayesianPlanner.blmPlus().plan(sources, targets, evidence);
      case KNN, READOUT -> throw new IllegalStateException(key + " is not counted but learned");
    };
  }

  private Fit<LabelMapping> learned(LabelledFeatures data) {
    if (this == KNN) {
      Fitted<NearestNeighbours> fitted = KnnTrainer.fit(data);
      return new Fit<>(
          new KnnReadout(fitted.model()),
          fitted.outOfFold(),
          Map.of("neighbours", (double) fitted.model().neighbours()));
    }
    Fitted<LinearClassifier> fitted = LogisticTrainer.fit(data, LogisticSettings.defaults());
    return new Fit<>(
        new LogisticReadout(fitted.model()), fitted.outOfFold(), Map.of("ridge", fitted.chosen()));
  }
}

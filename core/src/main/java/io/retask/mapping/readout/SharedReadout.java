package io.retask.mapping.readout;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.mapping.LabelMapping;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One readout for every view: each view's answer is classified alone and the probabilities are
 * averaged (methods: shared readout).
 *
 * @param classifier takes the log-scores of one view
 * @param views V, how many answers stand side by side, at least 1
 */
public record SharedReadout(LinearClassifier classifier, int views) implements LabelMapping {
  /** Checks the number of views. */
  public SharedReadout {
    if (views < 1) {
      throw new IllegalArgumentException("a shared readout takes 1 view or more, but has " + views);
    }
  }

  /**
   * Learns from all views of all rows, n·V rows of K features; all views of a row are in its fold.
   * The ridge is the one with the lowest loss of single views.
   *
   * @param answers V answers of n x K each
   * @param classes the class of each row
   * @param targets the number of classes, C
   * @param folds the fold of each row
   * @return the model for one view, and n x C out-of-fold probabilities averaged over the views
   */
  public static Fitted<SharedReadout> fit(
      List<Scores> answers, int[] classes, int targets, int[] folds, LogisticSettings settings) {
    int views = answers.size();
    Fitted<LinearClassifier> single =
        LogisticTrainer.fit(
            LabelledFeatures.ofAnswers(
                oneBelowAnother(Scores.beside(answers), views),
                repeated(classes, views),
                targets,
                repeated(folds, views)),
            settings);
    return new Fitted<>(
        new SharedReadout(single.model(), views),
        single.chosen(),
        averaged(single.outOfFold(), views),
        single.losses());
  }

  /** A row of V·K scores is V rows of K scores in the same order. */
  private static Scores oneBelowAnother(Scores beside, int views) {
    return Scores.wrap(
        beside.count() * views, beside.classes() / views, beside.kind(), beside.values());
  }

  private static int[] repeated(int[] values, int times) {
    return IntStream.range(0, values.length * times).map(i -> values[i / times]).toArray();
  }

  private static Scores averaged(Scores each, int views) {
    int n = each.count() / views;
    int targets = each.classes();
    float[] out = new float[n * targets];
    for (int i = 0; i < each.values().length; i++) {
      out[i / targets / views * targets + i % targets] += each.values()[i] / views;
    }
    return Scores.wrap(n, targets, ScoreKind.PROBABILITIES, out);
  }

  @Override
  public int sources() {
    return classifier.features() * views;
  }

  @Override
  public int targets() {
    return classifier.targets();
  }

  @Override
  public Scores apply(Scores answers) {
    if (answers.classes() != sources()) {
      throw new IllegalArgumentException(
          "rows of %d scores came, but %d views of %d take %d"
              .formatted(answers.classes(), views, classifier.features(), sources()));
    }
    Scores each = oneBelowAnother(answers, views);
    return averaged(classifier.classify(LabelledFeatures.logScores(each)), views);
  }
}

package io.retask.views;

import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.data.Dataset;
import io.retask.data.StratifiedFolds;
import io.retask.mapping.readout.Fitted;
import io.retask.mapping.readout.LabelledFeatures;
import io.retask.mapping.readout.LinearClassifier;
import io.retask.mapping.readout.LogisticReadout;
import io.retask.mapping.readout.LogisticTrainer;
import io.retask.metric.Evaluation;
import java.util.List;

/**
 * Trains the method "views": every view of every training row is asked once, n·V images, and one
 * regularised readout is learned on all answers side by side. Where the readout is chosen by
 * cross-validation, rows of one group or of equal content stay together.
 */
public final class ViewsTrainer {
  private final MeteredBox box;
  private final Dataset data;
  private final int[] rows;

  /**
   * A trainer on some rows.
   *
   * @param rows the training rows, indices into {@code data.examples()}; no others are read
   */
  public ViewsTrainer(MeteredBox box, Dataset data, int[] rows) {
    this.box = box;
    this.data = data;
    this.rows = rows.clone();
  }

  /**
   * Asks, learns and estimates.
   *
   * @throws io.retask.blackbox.meter.BudgetExhausted if the budget does not cover the views; what
   *     was answered stays answered
   */
  public ViewsModel train(ViewsSettings settings) {
    ViewSet views =
        ViewSet.drawn(settings.source(), box.spec().input(), settings.views(), settings.seed());
    List<Scores> answers = views.ask(box, Cause.VIEWS, data.tensors(rows, box.spec().input()));
    return learn(views, answers, settings);
  }

  /**
   * Learns from answers that are there already; asks nothing.
   *
   * @param answers V answers of n x K, in the order of the views
   */
  public ViewsModel learn(ViewSet views, List<Scores> answers, ViewsSettings settings) {
    int[] classes = data.classesOf(rows);
    int[] folds = folds(settings);
    Fitted<LinearClassifier> fitted =
        LogisticTrainer.fit(
            LabelledFeatures.ofAnswers(
                Scores.beside(answers), classes, data.classes().size(), folds),
            settings.logistic());
    return new ViewsModel(
        views,
        new LogisticReadout(fitted.model()),
        fitted.chosen(),
        fitted.outOfFold(),
        Evaluation.of(data.classes(), fitted.outOfFold(), classes));
  }

  private int[] folds(ViewsSettings settings) {
    return StratifiedFolds.assign(
        data.classesOf(rows),
        data.kinOf(rows).toArray(String[]::new),
        settings.folds(),
        settings.seed());
  }
}

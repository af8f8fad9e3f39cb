package io.retask.method;

import io.retask.artifact.LocalPart;
import io.retask.artifact.ReprogrammedModel;
import io.retask.blackbox.Scores;
import io.retask.mapping.readout.Fitted;
import io.retask.mapping.readout.LabelledFeatures;
import io.retask.mapping.readout.LinearClassifier;
import io.retask.mapping.readout.LogisticReadout;
import io.retask.mapping.readout.LogisticSettings;
import io.retask.mapping.readout.LogisticTrainer;
import io.retask.mapping.readout.ViewChoice;
import io.retask.metric.Evaluation;
import io.retask.program.Program;
import io.retask.program.ViewSource;
import io.retask.recipe.AutoRecipe;
import io.retask.tensor.TensorSource;
import io.retask.train.StepRecord;
import io.retask.views.CandidateViews;
import io.retask.views.ViewSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;

/**
 * The default method: readout first; then a search of views; the best of them with one joint
 * readout; and beside it a classifier of the inputs themselves, which costs no image. Each stage is
 * kept only where the out-of-fold estimate says that it helps (docs/auto.md has the measurements).
 *
 * <p>Every decision is a pure function of the recipe and of answers, so that a run resumes exactly
 * from its ledger.
 *
 * @param source draws the views, and makes the small form of an input
 */
record AutoMethod(ViewSource source) implements Method {
  private static final LogisticSettings LOGISTIC = LogisticSettings.defaults().withCalibration();

  @Override
  public Learned learn(Lesson lesson) {
    return new Task(lesson, source).learn();
  }

  @Override
  public void rehearse(Lesson lesson) {
    Task task = new Task(lesson, source);
    if (task.plan.candidates() > 0) {
      task.candidates().askUpTo(task.plan.candidates());
    }
  }

  /** One run. */
  private static final class Task {
    private final Lesson lesson;
    private final ViewSource source;
    private final int[] rows;
    private final int[] classes;
    private final int[] folds;
    private final int targets;
    private final AutoPlan plan;
    private final SortedMap<String, Double> metrics = new TreeMap<>();

    Task(Lesson lesson, ViewSource source) {
      this.lesson = lesson;
      this.source = source;
      this.rows = lesson.labelled();
      this.classes = lesson.classesOf(rows);
      this.folds = AutoPlan.folds(lesson, rows);
      this.targets = lesson.data().classes().size();
      this.plan = AutoPlan.of(lesson, classes, folds, targets);
    }

    CandidateViews candidates() {
      AutoPlan.Rows asked = plan.asked();
      int[] chosen = IntStream.of(asked.chosen).map(row -> rows[row]).toArray();
      TensorSource inputs = lesson.data().tensors(chosen, lesson.box().spec().input());
      return new CandidateViews(
          lesson.box(),
          inputs,
          source,
          new ViewChoice(asked.classes, targets, asked.folds),
          lesson.recipe().seed());
    }

    Learned learn() {
      Program small = source.small(lesson.box().spec().input());
      // every picture is read before the first image is paid for
      LabelledFeatures features = features(small);
      metrics.put("askedRows", (double) plan.asked().count());
      if (plan.candidates() == 0) {
        Fitted<LinearClassifier> local = LogisticTrainer.fit(features, LOGISTIC);
        tell(local.outOfFold(), classes);
        return learned(
            withoutBox(small, local),
            local.outOfFold(),
            List.of(),
            "Asked nothing; the budget covers too few of the %d labelled rows."
                .formatted(rows.length));
      }
      return asking(small, beside(features));
    }

    /** Learns while the box is asked on: it does not wait for what needs no further answer. */
    private static ForkJoinTask<Fitted<LinearClassifier>> beside(LabelledFeatures features) {
      return ForkJoinPool.commonPool().submit(() -> LogisticTrainer.fit(features, LOGISTIC));
    }

    private LabelledFeatures features(Program small) {
      return new LabelledFeatures(
          LocalPart.features(small, lesson.data().tensors(rows, small.inputShape())),
          classes,
          targets,
          folds);
    }

    private Learned asking(Program small, ForkJoinTask<Fitted<LinearClassifier>> localFit) {
      CandidateViews candidates = candidates();
      List<Integer> untouched = List.of(0);
      candidates.askUpTo(1);
      ForkJoinTask<Fitted<LinearClassifier>> readoutFit = beside(answers(candidates, untouched));
      AutoSearch.Found found =
          new AutoSearch(candidates, lesson.recipe().settings(AutoRecipe.class), plan).run(lesson);
      Fitted<LinearClassifier> readout = readoutFit.join();
      Fitted<LinearClassifier> local = localFit.join();
      List<Integer> chosen = found.chosen().views();
      boolean kept = true;
      AutoParts parts = parts(readout, local);
      Fitted<LinearClassifier> best = readout;
      ViewSet views = candidates.views(untouched);
      if (!chosen.equals(untouched)) {
        Fitted<LinearClassifier> joint = LogisticTrainer.fit(answers(candidates, chosen), LOGISTIC);
        AutoParts others = parts(joint, local);
        kept = others.isWorthMoreThan(parts, plan.asked().classes);
        if (kept) {
          parts = others;
          best = joint;
          views = candidates.views(chosen);
        }
      }
      tell(local.outOfFold().rows(plan.asked().chosen), plan.asked().classes);
      tell(readout, best, parts);
      metrics.put("candidateViews", (double) candidates.count());
      return learned(
          model(views, best, parts.local(), small, local),
          parts.outOfFold(),
          found.history(),
          told(found, kept) + remark(views, parts.local()));
    }

    private AutoParts parts(Fitted<LinearClassifier> asking, Fitted<LinearClassifier> local) {
      AutoPlan.Rows asked = plan.asked();
      return AutoParts.of(asking.outOfFold(), local.outOfFold().rows(asked.chosen), asked.classes);
    }

    private LabelledFeatures answers(CandidateViews candidates, List<Integer> chosen) {
      AutoPlan.Rows asked = plan.asked();
      return LabelledFeatures.ofAnswers(
          candidates.answers(chosen), asked.classes, targets, asked.folds);
    }

    private void tell(Scores local, int[] truth) {
      metrics.put("localAccuracy", AutoParts.accuracy(local, truth));
      metrics.put("localLoss", AutoParts.loss(local, truth));
    }

    private void tell(
        Fitted<LinearClassifier> readout, Fitted<LinearClassifier> best, AutoParts parts) {
      int[] truth = plan.asked().classes;
      metrics.put("readoutAccuracy", AutoParts.accuracy(readout.outOfFold(), truth));
      metrics.put("readoutLoss", AutoParts.loss(readout.outOfFold(), truth));
      metrics.put("boxAccuracy", AutoParts.accuracy(best.outOfFold(), truth));
      metrics.put("boxLoss", AutoParts.loss(best.outOfFold(), truth));
      metrics.put("ridge", best.chosen());
      metrics.put("localWeight", parts.local());
    }

    private ReprogrammedModel model(
        ViewSet views,
        Fitted<LinearClassifier> best,
        double weight,
        Program small,
        Fitted<LinearClassifier> local) {
      if (weight == 1) {
        return withoutBox(small, local);
      }
      ReprogrammedModel asking =
          new ReprogrammedModel(
              lesson.data().classes(), views.views(), new LogisticReadout(best.model()));
      return weight == 0 ? asking : asking.with(new LocalPart(small, local.model(), weight));
    }

    private ReprogrammedModel withoutBox(Program small, Fitted<LinearClassifier> local) {
      return ReprogrammedModel.withoutBox(
          lesson.data().classes(), new LocalPart(small, local.model(), 1));
    }

    private static String told(AutoSearch.Found found, boolean kept) {
      int chosen = found.chosen().views().size();
      return kept
          ? "Chose %d of %d views; %s.".formatted(chosen, found.candidates(), found.stopped())
          : "The best %d of %d views took less than %.0f %% of the loss of the untouched one away, so that one is kept; %s."
              .formatted(
                  chosen, found.candidates(), 100 * AutoParts.LEAST_OF_A_CHOICE, found.stopped());
    }

    private static String remark(ViewSet views, double weight) {
      if (weight == 1) {
        return " The box takes less than %.0f %% of the loss of the inputs alone away, so it is left out and a prediction bills nothing."
            .formatted(100 * AutoParts.LEAST_OF_THE_BOX);
      }
      int bill = views.views().size();
      return " A prediction bills %d %s; the inputs themselves have %.0f %% of the say."
          .formatted(bill, bill == 1 ? "image" : "images", 100 * weight);
    }

    private Learned learned(
        ReprogrammedModel model, Scores outOfFold, List<StepRecord> history, String note) {
      int[] truth = plan.candidates() == 0 ? classes : plan.asked().classes;
      Evaluation estimate = Evaluation.of(lesson.data().classes(), outOfFold, truth);
      metrics.put("crossValidatedAccuracy", estimate.accuracy());
      metrics.put("crossValidatedBalancedAccuracy", estimate.balancedAccuracy());
      metrics.put("crossValidatedLoss", AutoParts.loss(outOfFold, truth));
      metrics.put("views", (double) model.views().size());
      List<Integer> asked = IntStream.of(plan.asked().chosen).boxed().toList();
      return new Learned(model, metrics, history, Optional.of(outOfFold), asked, List.of(note));
    }
  }
}

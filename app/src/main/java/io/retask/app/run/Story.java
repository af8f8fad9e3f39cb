package io.retask.app.run;

import io.retask.artifact.ReprogrammedModel;
import io.retask.baseline.BaselineResult;
import io.retask.baseline.LocalRule;
import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.Cause;
import io.retask.data.ContentDigest;
import io.retask.data.Dataset;
import io.retask.data.Inspection;
import io.retask.data.Split;
import io.retask.method.ModuleMethods;
import io.retask.metric.Interval;
import io.retask.metric.Units;
import io.retask.recipe.AutoRecipe;
import io.retask.recipe.Recipe;
import io.retask.recipe.RecipeFile;
import io.retask.report.BoxFacts;
import io.retask.report.ClassCount;
import io.retask.report.Conclusion;
import io.retask.report.CurvePoint;
import io.retask.report.DataFacts;
import io.retask.report.Estimate;
import io.retask.report.Evaluation;
import io.retask.report.Evidence;
import io.retask.report.Headline;
import io.retask.report.MethodResult;
import io.retask.report.Role;
import io.retask.report.RunReport;
import io.retask.report.RunReportBuilder;
import io.retask.report.Setup;
import io.retask.report.Spending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A run as a report: what was done, what it cost, how well it works. */
record Story(
    RunFolder run, Subject subject, Bill bill, ReprogrammedModel model, Optional<Exam> exam) {

  RunReport tell() {
    TrainingRecord training = TrainingRecord.read(run);
    List<MethodResult> results = exam.map(this::results).orElse(List.of());
    Map<String, Double> pairedP = new TreeMap<>();
    exam.map(Exam::pairedP).orElse(Map.of()).forEach((name, p) -> pairedP.put(title(name), p));
    RunReportBuilder report =
        RunReport.about(
                new Headline(
                    run.name(),
                    Conclusion.from(results, pairedP),
                    Instant.parse(training.finished()),
                    recipe().seed(),
                    Version.CURRENT))
            .setup(setup())
            .results(results)
            .curve(curve(training))
            .notes(training.told())
            .spending(spending(training))
            .limits(limits(training))
            .attributions(attributions());
    new Serving(model, subject.spec().labels(), exam.map(Exam::known))
        .table()
        .ifPresent(report::mapping);
    exam.ifPresent(judged -> show(judged, report));
    return report.build();
  }

  private void show(Exam judged, RunReportBuilder report) {
    Gallery gallery = new Gallery(judged, subject.spec().input());
    report.evaluation(evaluation(judged)).judged(gallery.judged()).program(gallery.program());
    if (judged.evidence() == Evidence.HELD_OUT_TEST) {
      report.reliability(judged.reliability());
    }
  }

  private Recipe recipe() {
    return subject.recipe();
  }

  private Dataset data() {
    return subject.data();
  }

  private Setup setup() {
    Inspection inspection = Inspection.of(data());
    return new Setup(
        recipe().method(),
        new BoxFacts(
            subject.spec().name(),
            subject.spec().fingerprint(),
            subject.spec().classes(),
            subject.spec().input().toString(),
            subject.spec().scoreKind().name()),
        new DataFacts(
            data().name(),
            classCounts(),
            inspection.largestGroup() > 1 ? inspection.groups() : 0,
            Inspection.membersOf(inspection.duplicates()),
            data().skipped().size(),
            judgedElsewhere().map(Part::name),
            digest()),
        RecipeFile.format(recipe()));
  }

  /** The judged examples where they are of other data. */
  private Optional<Part> judgedElsewhere() {
    return exam.map(Exam::part).filter(part -> !part.isOf(data()));
  }

  /** Of the data and of what decides about figures: which rows are labelled, which are held out. */
  private String digest() {
    Split split = subject.split();
    Split division = new Split(HeldOut.labelled(split), new int[0], split.test());
    ContentDigest digest = new ContentDigest().add(data().digest()).add(division.digest());
    judgedElsewhere().map(Part::digest).ifPresent(digest::add);
    return digest.hex();
  }

  private List<ClassCount> classCounts() {
    List<ClassCount> counts = new ArrayList<>();
    for (int target = 0; target < data().classes().size(); target++) {
      counts.add(
          new ClassCount(
              data().classes().get(target),
              count(subject.split().train(), target),
              count(subject.split().validation(), target),
              count(subject.split().test(), target)));
    }
    return counts;
  }

  private int count(int[] rows, int target) {
    return (int) IntStream.of(data().classesOf(rows)).filter(found -> found == target).count();
  }

  private List<MethodResult> results(Exam judged) {
    List<MethodResult> results = new ArrayList<>();
    results.add(
        row(
            recipe().method(),
            new MethodWords(recipe().method(), model, subject.spec().classes()).sentence(),
            Role.OURS,
            judged,
            judged.evaluation(),
            new Cost(trainingImages(), model.views().size())));
    for (BaselineResult baseline : judged.baselines()) {
      boolean free = LocalRule.of(baseline.name()).isPresent();
      results.add(
          row(
              title(baseline.name()),
              baseline.sentence(),
              free ? Role.WITHOUT_BOX : Role.WITH_BOX,
              judged,
              baseline.evaluation(),
              free || baseline.name().equals("first-k")
                  ? new Cost(0, free ? 0 : 1)
                  : new Cost(judged.known().part().count(), 1)));
    }
    return results;
  }

  private record Cost(long images, int perPrediction) {}

  private static MethodResult row(
      String name,
      String sentence,
      Role role,
      Exam judged,
      io.retask.metric.Evaluation figures,
      Cost cost) {
    Interval interval = figures.accuracyCi95();
    return new MethodResult(
        name,
        sentence,
        role,
        new Estimate(figures.accuracy(), interval.low(), interval.high()),
        OptionalDouble.of(figures.balancedAccuracy()),
        figures.auc(),
        figures.n(),
        cost.images(),
        cost.perPrediction(),
        judged.evidence());
  }

  /** A baseline's name as people read it. */
  private static String title(String name) {
    return name.equals(LocalRule.RAW.key()) ? "raw pixels" : name;
  }

  private long trainingImages() {
    long later =
        bill.byCause().getOrDefault(Cause.EVALUATION, 0L)
            + bill.byCause().getOrDefault(Cause.PREDICTION, 0L);
    return bill.reservedImages() - later;
  }

  private Evaluation evaluation(Exam judged) {
    List<List<Long>> confusion =
        judged.evaluation().confusion().rows().stream()
            .map(row -> row.stream().map(Integer::longValue).toList())
            .toList();
    return new Evaluation(model.classes(), confusion, judged.evidence());
  }

  private List<CurvePoint> curve(TrainingRecord training) {
    boolean rounds = recipe().settings() instanceof AutoRecipe;
    return training.history().stream().map(step -> point(step, rounds)).toList();
  }

  /**
   * A point of the curve.
   *
   * @param rounds whether it is a round of a search, judged by cross-validation
   */
  private static CurvePoint point(TrainingRecord.Step step, boolean rounds) {
    OptionalDouble accuracy = OptionalDouble.of(step.batchAccuracy());
    return new CurvePoint(
        step.billedImages(),
        step.loss(),
        rounds ? OptionalDouble.empty() : accuracy,
        rounds ? accuracy : OptionalDouble.empty(),
        validation(step));
  }

  private static Optional<Estimate> validation(TrainingRecord.Step step) {
    if (step.validationAccuracy() == null || step.validationExamples() == null) {
      return Optional.empty();
    }
    long right = Math.round(step.validationAccuracy() * step.validationExamples());
    Interval interval = Interval.wilson(right, step.validationExamples());
    return Optional.of(new Estimate(step.validationAccuracy(), interval.low(), interval.high()));
  }

  private Spending spending(TrainingRecord training) {
    return new Spending(
        bill,
        Estimation.budget(recipe().budget()),
        Duration.ofMillis(Math.round(1000 * training.wallSeconds())),
        model.views().size());
  }

  private List<String> limits(TrainingRecord training) {
    List<String> limits = new ArrayList<>();
    if (exam.map(Exam::evidence).filter(Evidence.HELD_OUT_TEST::equals).isEmpty()) {
      limits.add(
          "No held-out data were asked yet, so these figures are hopeful: 'retask evaluate' gives"
              + " those to rely on.");
    }
    if (ModuleMethods.of(recipe().method()).filter(ModuleMethods::needsWeights).isPresent()) {
      limits.add(
          "This method needs the weights of a network: it bills no query, and it is no choice where"
              + " a box can only be queried.");
    }
    limits.add(
        "One split of one data set with one seed. Other splits move the figures by about the width"
            + " of the intervals.");
    boolean followed =
        training.history().stream().anyMatch(step -> step.validationAccuracy() != null);
    exam.ifPresent(judged -> limits.addAll(witnesses(judged, followed)));
    limits.add("Another version of the box answers differently: its fingerprint is checked.");
    return limits;
  }

  /**
   * What the figures were taken of, and how.
   *
   * @param followed whether the training was followed on validation rows
   */
  private List<String> witnesses(Exam judged, boolean followed) {
    List<String> sentences = new ArrayList<>();
    Exam.Known known = judged.known();
    int asked = known.part().count();
    if (asked > 0 && asked < known.labelled()) {
      sentences.add(
          "The training asked the box about %,d of %,d labelled examples: the baselines that ask it learned from these, those that do not from all; cross-validated figures are of these alone."
              .formatted(asked, known.labelled()));
    }
    judgedElsewhere()
        .ifPresent(
            part ->
                sentences.add(
                    "The figures are of %,d examples of '%s', not of the data that the run was trained on ('%s')."
                        .formatted(part.count(), part.name(), data().name())));
    Units units = judged.part().units();
    sentences.add(
        units.areRows()
            ? "The intervals are for examples like these, drawn independently (%s); the paired test is %s."
                .formatted(units.intervalName(), units.testName())
            : "The %,d examples are of %,d groups that are kept whole, such as patients or duplicates. Intervals (%s) and the paired test (%s) take a group for one witness%s."
                .formatted(
                    judged.part().count(),
                    units.count(),
                    units.intervalName(),
                    units.testName(),
                    followed
                        ? "; the intervals of the training curve do not, and are too narrow"
                        : ""));
    return sentences;
  }

  private List<String> attributions() {
    return data().name().equals("emoji")
        ? List.of(
            "Emoji graphics: Twemoji, copyright Twitter, Inc and other contributors, CC BY 4.0.")
        : List.of();
  }
}

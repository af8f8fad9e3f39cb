package io.retask.app.run;

import io.retask.artifact.ReprogrammedModel;
import io.retask.baseline.AnswerRule;
import io.retask.baseline.BaselineResult;
import io.retask.baseline.LocalRule;
import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.Cause;
import io.retask.data.Dataset;
import io.retask.data.Inspection;
import io.retask.method.ModuleMethods;
import io.retask.metric.Interval;
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
import java.util.OptionalLong;
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
            .spending(spending(training))
            .limits(limits())
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
            inspection.groups(),
            Inspection.membersOf(inspection.duplicates()),
            data().skipped().size(),
            data().digest()),
        RecipeFile.format(recipe()));
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
            sentence(),
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
                  : new Cost(
                      subject.split().train().length + subject.split().validation().length, 1)));
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

  private String sentence() {
    String method = recipe().method();
    int classes = model.classes().size();
    return AnswerRule.of(method)
        .map(rule -> rule.sentence(subject.spec().classes(), classes))
        .or(() -> LocalRule.of(method).map(LocalRule::sentence))
        .or(() -> ModuleMethods.of(method).map(ModuleMethods::sentence))
        .orElseGet(() -> learned(method));
  }

  /** A baseline's name as people read it. */
  private static String title(String name) {
    return name.equals(LocalRule.RAW.key()) ? "raw pixels" : name;
  }

  private String learned(String method) {
    return switch (method) {
      case "bar" -> "One learned program and a many-to-one mapping, trained by zeroth-order steps.";
      case "ar" ->
          "One learned program and a mapping, trained by gradients from inside the box: an upper bound.";
      case "ilm" -> "The same as bar, with a mapping that is planned again while it is trained.";
      case "spsa-gc" ->
          "One learned program and a many-to-one mapping, trained by simultaneous perturbation.";
      case "zoo" ->
          "One learned program and a many-to-one mapping, trained by slopes along coordinates.";
      case "cma-es" -> "One program and a many-to-one mapping, found by an evolution strategy.";
      case "random-search" -> "One program and a many-to-one mapping, the best of random ones.";
      default ->
          "%d fixed views of every picture and one joint readout.".formatted(model.views().size());
    };
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

  private static List<CurvePoint> curve(TrainingRecord training) {
    return training.history().stream()
        .map(
            step ->
                new CurvePoint(
                    step.billedImages(),
                    step.loss(),
                    OptionalDouble.of(step.batchAccuracy()),
                    validation(step)))
        .toList();
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
        recipe().budget().images() == null
            ? OptionalLong.empty()
            : OptionalLong.of(recipe().budget().images()),
        Duration.ofMillis(Math.round(1000 * training.wallSeconds())),
        model.views().size());
  }

  private List<String> limits() {
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
    limits.add(
        "The intervals are for examples like these, drawn independently; groups make them wider.");
    limits.add("Another version of the box answers differently: its fingerprint is checked.");
    return limits;
  }

  private List<String> attributions() {
    return data().name().contains("emoji")
        ? List.of(
            "Emoji graphics: Twemoji, copyright Twitter, Inc and other contributors, CC BY 4.0.")
        : List.of();
  }
}

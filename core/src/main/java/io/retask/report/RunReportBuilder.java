package io.retask.report;

import io.retask.metric.Reliability;
import java.util.List;
import java.util.Optional;

/** Collects the parts of a {@link RunReport}; a part that is not given stays absent. */
public final class RunReportBuilder {
  private final Headline headline;
  private Optional<Setup> setup = Optional.empty();
  private List<MethodResult> results = List.of();
  private Optional<Evaluation> evaluation = Optional.empty();
  private Optional<Reliability> reliability = Optional.empty();
  private List<JudgedExample> judged = List.of();
  private Optional<ProgramGallery> program = Optional.empty();
  private Optional<MappingTable> mapping = Optional.empty();
  private List<CurvePoint> curve = List.of();
  private List<String> notes = List.of();
  private Optional<Spending> spending = Optional.empty();
  private List<String> limits = List.of();
  private List<String> attributions = List.of();

  RunReportBuilder(Headline headline) {
    this.headline = headline;
  }

  /** What was done. */
  public RunReportBuilder setup(Setup part) {
    setup = Optional.of(part);
    return this;
  }

  /** Our method beside every baseline. */
  public RunReportBuilder results(List<MethodResult> rows) {
    results = rows;
    return this;
  }

  /** Our method's answers, counted. */
  public RunReportBuilder evaluation(Evaluation part) {
    evaluation = Optional.of(part);
    return this;
  }

  /** Whether our method is right as often as it says, on held-out examples. */
  public RunReportBuilder reliability(Reliability part) {
    reliability = Optional.of(part);
    return this;
  }

  /** Answers to show one by one. */
  public RunReportBuilder judged(List<JudgedExample> examples) {
    judged = examples;
    return this;
  }

  /** The learned program. */
  public RunReportBuilder program(ProgramGallery part) {
    program = Optional.of(part);
    return this;
  }

  /** The output side. */
  public RunReportBuilder mapping(MappingTable part) {
    mapping = Optional.of(part);
    return this;
  }

  /** The training, in the order of the billed images. */
  public RunReportBuilder curve(List<CurvePoint> points) {
    curve = points;
    return this;
  }

  /** What the method decided and why, in sentences for people. */
  public RunReportBuilder notes(List<String> sentences) {
    notes = sentences;
    return this;
  }

  /** The bill. */
  public RunReportBuilder spending(Spending part) {
    spending = Optional.of(part);
    return this;
  }

  /** What was not done, and what the figures cannot say: one sentence each. */
  public RunReportBuilder limits(List<String> sentences) {
    limits = sentences;
    return this;
  }

  /** Whose work is shown: one line each. */
  public RunReportBuilder attributions(List<String> lines) {
    attributions = lines;
    return this;
  }

  /** The report. */
  public RunReport build() {
    return new RunReport(
        headline,
        setup,
        results,
        evaluation,
        reliability,
        judged,
        program,
        mapping,
        curve,
        notes,
        spending,
        limits,
        attributions);
  }
}

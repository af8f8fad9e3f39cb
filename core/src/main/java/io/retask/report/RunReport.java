package io.retask.report;

import io.retask.metric.Reliability;
import java.util.List;
import java.util.Optional;

/**
 * All that a report says about one run. A part that is absent is left out of the page, or the page
 * says in words why it is missing.
 *
 * @param headline what a reader sees first
 * @param setup what was done
 * @param results our method beside every baseline
 * @param evaluation our method's answers, counted
 * @param reliability whether our method is right as often as it says, on held-out examples
 * @param judged answers to show one by one
 * @param program the learned program
 * @param mapping the output side
 * @param curve the training
 * @param notes what the method decided and why, in sentences
 * @param spending the bill
 * @param limits what was not done, and what the figures cannot say
 * @param attributions whose work is shown
 */
public record RunReport(
    Headline headline,
    Optional<Setup> setup,
    List<MethodResult> results,
    Optional<Evaluation> evaluation,
    Optional<Reliability> reliability,
    List<JudgedExample> judged,
    Optional<ProgramGallery> program,
    Optional<MappingTable> mapping,
    List<CurvePoint> curve,
    List<String> notes,
    Optional<Spending> spending,
    List<String> limits,
    List<String> attributions) {

  /** Copies the lists and checks that the curve goes forward. */
  public RunReport {
    results = List.copyOf(results);
    judged = List.copyOf(judged);
    curve = List.copyOf(curve);
    notes = List.copyOf(notes);
    limits = List.copyOf(limits);
    attributions = List.copyOf(attributions);
    for (int i = 1; i < curve.size(); i++) {
      if (curve.get(i).billedImages() < curve.get(i - 1).billedImages()) {
        throw new IllegalArgumentException(
            "the curve goes back from %d to %d billed images; sort its points"
                .formatted(curve.get(i - 1).billedImages(), curve.get(i).billedImages()));
      }
    }
  }

  /** Begins a report that has a headline and nothing else. */
  public static RunReportBuilder about(Headline headline) {
    return new RunReportBuilder(headline);
  }

  /** The best of our own rows. */
  Optional<MethodResult> ours() {
    return best(Role.OURS);
  }

  /** The best row of that role. */
  Optional<MethodResult> best(Role role) {
    return results.stream()
        .filter(row -> row.role() == role)
        .max((a, b) -> Double.compare(a.accuracy().value(), b.accuracy().value()));
  }
}

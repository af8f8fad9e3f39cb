package io.retask.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The result in one plain sentence, good or bad, found by rule and never by hand.
 *
 * <p>The rule: a baseline differs from our method if the paired test on the same examples says p
 * &lt; 0.05; without such a test, if the two 95 % intervals share no point. Only baselines measured
 * on the same kind of evidence count. Of those that are not below our method, one that leaves the
 * box out speaks first, then one that asks it. Where a baseline with the box is better, the
 * sentence still says so if one without it is not below ours. A test that sees no difference shows
 * no equality: such a sentence says what was measured and that more is not shown. The tests are not
 * corrected for their number: more baselines make the sentence more careful, not bolder.
 *
 * @param verdict what it comes to
 * @param sentence the sentence, for a reader who knows no statistics
 */
public record Conclusion(Verdict verdict, String sentence) {
  private static final double LEVEL = 0.05;

  /** Checks that there is a sentence. */
  public Conclusion {
    Checks.words(sentence, "the conclusion");
  }

  /**
   * Draws the conclusion.
   *
   * @param results our method and the baselines, in any order; the best of ours counts
   * @param pairedP p of the paired test between ours and a baseline, by the baseline's name; may be
   *     empty
   */
  public static Conclusion from(List<MethodResult> results, Map<String, Double> pairedP) {
    Optional<MethodResult> best =
        results.stream().filter(row -> row.role() == Role.OURS).max(byAccuracy());
    if (best.isEmpty()) {
      return new Conclusion(
          Verdict.UNKNOWN, "Nothing was evaluated, so nothing is known about the accuracy.");
    }
    return new Judge(best.get(), results, pairedP).conclude();
  }

  private static Comparator<MethodResult> byAccuracy() {
    return Comparator.comparingDouble(row -> row.accuracy().value());
  }

  /** Our method against its rivals. */
  private record Judge(MethodResult ours, List<MethodResult> results, Map<String, Double> pairedP) {

    Conclusion conclude() {
      Optional<MethodResult> strongest = strongest(row -> true);
      if (strongest.isEmpty()) {
        return new Conclusion(
            Verdict.UNKNOWN,
            "%s is right on %s of %s; no baseline was measured, so nobody can say whether the box helps."
                .formatted(quoted(ours), percent(ours), basis()));
      }
      return strongest(this::above)
          .map(this::beaten)
          .or(() -> Optional.of(withoutBox()).filter(told -> ours.imagesPerPrediction() == 0))
          .or(
              () ->
                  strongest(row -> row.role() == Role.WITHOUT_BOX && !below(row)).map(this::noHelp))
          .or(() -> strongest(row -> !below(row)).map(this::simplerDoes))
          .orElseGet(() -> helps(strongest.get()));
    }

    private Conclusion beaten(MethodResult rival) {
      String sentence =
          "%s is better: right on %s of %s, and our %s on %s. Do not use our method here."
              .formatted(quoted(rival), percent(rival), basis(), quoted(ours), percent(ours));
      return new Conclusion(Verdict.WORSE, sentence + freeRival(rival));
    }

    /** What a better rival that asks the box would hide: that ours is no better than no box. */
    private String freeRival(MethodResult better) {
      return strongest(row -> row.role() == Role.WITHOUT_BOX && !below(row))
          .filter(row -> better.role() == Role.WITH_BOX)
          .map(
              row ->
                  " Even %s alone, without the box, %s, with %s."
                      .formatted(
                          quoted(row),
                          above(row) ? "is better than ours" : notWorse(row, "ours"),
                          percent(row)))
          .orElse("");
    }

    private Conclusion withoutBox() {
      if (ours.billedImages() > 0) {
        return new Conclusion(
            Verdict.NO_HELP,
            "%s asked the box about %s images, found that it adds too little and leaves it out; it is right on %s of %s: that the box helps is not shown."
                .formatted(
                    quoted(ours), Figures.count(ours.billedImages()), percent(ours), basis()));
      }
      return new Conclusion(
          Verdict.UNKNOWN,
          "%s never asks the box and is right on %s of %s; that says nothing about what the box is good for."
              .formatted(quoted(ours), percent(ours), basis()));
    }

    private Conclusion noHelp(MethodResult rival) {
      return new Conclusion(
          Verdict.NO_HELP,
          "%s alone, without the box, %s, with %s against %s of %s: that the box helps is not shown."
              .formatted(
                  quoted(rival),
                  notWorse(rival, quoted(ours)),
                  percent(rival),
                  percent(ours),
                  basis()));
    }

    private Conclusion simplerDoes(MethodResult rival) {
      return new Conclusion(
          Verdict.SIMPLER_DOES,
          "The box helps, but %s %s, with %s against %s of %s: that anything better is needed is not shown."
              .formatted(
                  quoted(rival),
                  notWorse(rival, quoted(ours)),
                  percent(rival),
                  percent(ours),
                  basis()));
    }

    /** What can be said of a rival that is not below ours. */
    private String notWorse(MethodResult rival, String than) {
      if (rival.accuracy().value() >= ours.accuracy().value()) {
        return "does as well as %s here".formatted(than);
      }
      Double p = pairedP.get(rival.method());
      return p == null
          ? "is not clearly worse than %s (the intervals overlap)".formatted(than)
          : "is not significantly worse than %s (p = %s)".formatted(than, Figures.chance(p));
    }

    private Conclusion helps(MethodResult rival) {
      return new Conclusion(
          Verdict.HELPS,
          "%s is right on %s of %s, above every baseline measured; the best of them, %s, reaches %s."
              .formatted(quoted(ours), percent(ours), basis(), quoted(rival), percent(rival)));
    }

    private Optional<MethodResult> strongest(Predicate<MethodResult> wanted) {
      return results.stream()
          .filter(row -> row.role() != Role.OURS && row.evidence() == ours.evidence())
          .filter(wanted)
          .max(byAccuracy());
    }

    private boolean below(MethodResult rival) {
      return differs(rival) && rival.accuracy().value() < ours.accuracy().value();
    }

    private boolean above(MethodResult rival) {
      return differs(rival) && rival.accuracy().value() > ours.accuracy().value();
    }

    private boolean differs(MethodResult rival) {
      Double p = pairedP.get(rival.method());
      return p == null ? !ours.accuracy().overlaps(rival.accuracy()) : p < LEVEL;
    }

    private String basis() {
      return Figures.count(ours.examples())
          + switch (ours.evidence()) {
            case HELD_OUT_TEST -> " held-out examples";
            case VALIDATION -> " validation examples";
            case CROSS_VALIDATION -> " cross-validated examples";
          };
    }

    private static String quoted(MethodResult row) {
      return "“" + row.method() + "”";
    }

    private static String percent(MethodResult row) {
      return Figures.percent(row.accuracy().value());
    }
  }
}

package io.retask.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ConclusionTest {
  private static final MethodResult OURS = row("bar", Role.OURS, 0.80, 0.75, 0.85);
  private static final MethodResult RAW = row("raw", Role.WITHOUT_BOX, 0.60, 0.55, 0.65);
  private static final MethodResult KNN = row("knn", Role.WITH_BOX, 0.70, 0.66, 0.74);

  @Test
  void saysThatNothingWasEvaluated() {
    assertThat(Conclusion.from(List.of(RAW), Map.of()))
        .isEqualTo(
            new Conclusion(
                Verdict.UNKNOWN, "Nothing was evaluated, so nothing is known about the accuracy."));
  }

  @Test
  void claimsNothingWithoutABaseline() {
    assertThat(Conclusion.from(List.of(OURS), Map.of()))
        .isEqualTo(
            new Conclusion(
                Verdict.UNKNOWN,
                "“bar” is right on 80.0 % of 1,200 held-out examples; no baseline was measured, so"
                    + " nobody can say whether the box helps."));
  }

  @Test
  void saysThatTheBoxHelpsWhenEveryBaselineIsBelow() {
    assertThat(Conclusion.from(List.of(RAW, OURS, KNN), Map.of()))
        .isEqualTo(
            new Conclusion(
                Verdict.HELPS,
                "“bar” is right on 80.0 % of 1,200 held-out examples, above every baseline"
                    + " measured; the best of them, “knn”, reaches 70.0 %."));
  }

  @Test
  void saysThatTheBoxIsNotShownToHelpWhenTheIntervalsOverlap() {
    MethodResult raw = row("Raw pixels", Role.WITHOUT_BOX, 0.76, 0.71, 0.81);
    assertThat(Conclusion.from(List.of(OURS, KNN, raw), Map.of()))
        .isEqualTo(
            new Conclusion(
                Verdict.NO_HELP,
                "“Raw pixels” alone, without the box, is not clearly worse than “bar” (the intervals"
                    + " overlap), with 76.0 % against 80.0 % of 1,200 held-out examples: that the"
                    + " box helps is not shown."));
  }

  @Test
  void takesNoDifferenceSeenForNoEquality() {
    MethodResult raw = row("raw pixels", Role.WITHOUT_BOX, 0.72, 0.6, 0.84);
    Conclusion weak = Conclusion.from(List.of(OURS, raw), Map.of("raw pixels", 0.2));
    assertThat(weak.verdict().words()).isEqualTo("Not shown to help");
    assertThat(weak.sentence())
        .isEqualTo(
            "“raw pixels” alone, without the box, is not significantly worse than “bar” (p ="
                + " 0.20), with 72.0 % against 80.0 % of 1,200 held-out examples: that the box"
                + " helps is not shown.");
  }

  @Test
  void saysThatRawValuesDoAsWellWhereTheyAreRightAsOften() {
    MethodResult raw = row("raw pixels", Role.WITHOUT_BOX, 0.81, 0.76, 0.86);
    assertThat(Conclusion.from(List.of(OURS, raw), Map.of("raw pixels", 0.7)))
        .isEqualTo(
            new Conclusion(
                Verdict.NO_HELP,
                "“raw pixels” alone, without the box, does as well as “bar” here, with 81.0 %"
                    + " against 80.0 % of 1,200 held-out examples: that the box helps is not"
                    + " shown."));
  }

  @Test
  void namesASimplerUseOfTheBoxThatDoesAsWell() {
    MethodResult readout = row("readout", Role.WITH_BOX, 0.79, 0.74, 0.84);
    assertThat(Conclusion.from(List.of(OURS, readout, RAW), Map.of()))
        .isEqualTo(
            new Conclusion(
                Verdict.SIMPLER_DOES,
                "The box helps, but “readout” is not clearly worse than “bar” (the intervals"
                    + " overlap), with 79.0 % against 80.0 % of 1,200 held-out examples: that"
                    + " anything better is needed is not shown."));
  }

  @Test
  void saysWhenABaselineIsBetter() {
    MethodResult raw = row("raw", Role.WITHOUT_BOX, 0.95, 0.93, 0.97);
    assertThat(Conclusion.from(List.of(OURS, raw, KNN), Map.of()))
        .isEqualTo(
            new Conclusion(
                Verdict.WORSE,
                "“raw” is better: right on 95.0 % of 1,200 held-out examples, and our “bar” on"
                    + " 80.0 %. Do not use our method here."));
  }

  @Test
  void saysThatNoBoxDoesAsWellEvenWhereABetterBaselineHasTheBox() {
    MethodResult readout = row("readout", Role.WITH_BOX, 0.95, 0.93, 0.97);
    MethodResult raw = row("raw pixels", Role.WITHOUT_BOX, 0.79, 0.74, 0.84);
    assertThat(Conclusion.from(List.of(OURS, readout, raw), Map.of()))
        .isEqualTo(
            new Conclusion(
                Verdict.WORSE,
                "“readout” is better: right on 95.0 % of 1,200 held-out examples, and our “bar” on"
                    + " 80.0 %. Do not use our method here. Even “raw pixels” alone, without the"
                    + " box, is not clearly worse than ours (the intervals overlap), with 79.0 %."));
    assertThat(Conclusion.from(List.of(OURS, readout, RAW), Map.of()).sentence())
        .endsWith("Do not use our method here.");
    MethodResult better = row("raw pixels", Role.WITHOUT_BOX, 0.9, 0.88, 0.92);
    assertThat(Conclusion.from(List.of(OURS, readout, better), Map.of()).sentence())
        .endsWith("Even “raw pixels” alone, without the box, is better than ours, with 90.0 %.");
  }

  @Test
  void saysNothingOfTheBoxWhereOursNeverAsksIt() {
    MethodResult majority = row("majority", Role.WITHOUT_BOX, 0.1, 0.05, 0.15);
    MethodResult raw =
        new MethodResult(
            "raw",
            "",
            Role.OURS,
            new Estimate(0.77, 0.72, 0.81),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            300,
            0,
            0,
            Evidence.HELD_OUT_TEST);
    assertThat(Conclusion.from(List.of(raw, majority), Map.of()))
        .isEqualTo(
            new Conclusion(
                Verdict.UNKNOWN,
                "“raw” never asks the box and is right on 77.0 % of 300 held-out examples; that says"
                    + " nothing about what the box is good for."));
  }

  @Test
  void trustsThePairedTestMoreThanTheIntervals() {
    MethodResult near = row("near", Role.WITHOUT_BOX, 0.76, 0.71, 0.81);
    assertThat(Conclusion.from(List.of(OURS, near), Map.of("near", 0.01)).verdict())
        .isEqualTo(Verdict.HELPS);
    assertThat(Conclusion.from(List.of(OURS, RAW), Map.of("raw", 0.2)).verdict())
        .isEqualTo(Verdict.NO_HELP);
  }

  @Test
  void takesFivePercentAsNoDifference() {
    assertThat(Conclusion.from(List.of(OURS, RAW), Map.of("raw", 0.05)).verdict())
        .isEqualTo(Verdict.NO_HELP);
  }

  @Test
  void neverComparesATestWithACrossValidation() {
    MethodResult other =
        new MethodResult(
            "raw",
            "",
            Role.WITHOUT_BOX,
            new Estimate(0.99, 0.98, 1),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            50,
            0,
            0,
            Evidence.CROSS_VALIDATION);
    assertThat(Conclusion.from(List.of(OURS, other), Map.of()).verdict())
        .isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void takesTheBestOfOurRows() {
    MethodResult weak = row("views", Role.OURS, 0.5, 0.45, 0.55);
    assertThat(Conclusion.from(List.of(weak, OURS, RAW), Map.of()).sentence())
        .startsWith("“bar” is right on 80.0 %");
  }

  @Test
  void refusesABlankSentence() {
    assertThatThrownBy(() -> new Conclusion(Verdict.HELPS, " "))
        .hasMessage("the conclusion is blank, but a report names everything");
  }

  private static MethodResult row(
      String name, Role role, double accuracy, double low, double high) {
    return new MethodResult(
        name,
        "",
        role,
        new Estimate(accuracy, low, high),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        1_200,
        10,
        1,
        Evidence.HELD_OUT_TEST);
  }

  /** It asked, found that the box is not worth a prediction's image, and a reader has to know. */
  @Test
  void saysThatABoxWasAskedAndLeftOut() {
    MethodResult majority = row("majority", Role.WITHOUT_BOX, 0.1, 0.05, 0.15);
    MethodResult auto =
        new MethodResult(
            "auto",
            "",
            Role.OURS,
            new Estimate(0.61, 0.54, 0.68),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            190,
            1_188,
            0,
            Evidence.HELD_OUT_TEST);
    assertThat(Conclusion.from(List.of(auto, majority), Map.of()))
        .isEqualTo(
            new Conclusion(
                Verdict.NO_HELP,
                "“auto” asked the box about 1,188 images, found that it adds too little and leaves it"
                    + " out; it is right on 61.0 % of 190 held-out examples: that the box helps is"
                    + " not shown."));
  }
}

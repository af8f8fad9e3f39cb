package io.retask.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ReportRecordsTest {
  @Test
  void anEstimateLiesInItsInterval() {
    refused(
        () -> new Estimate(0.5, 0.6, 0.7),
        "the interval 0.6 to 0.7 does not hold its estimate 0.5");
  }

  @Test
  void anEstimateIsAShare() {
    refused(() -> new Estimate(83, 80, 85), "an estimate is 83.0, but a share lies in [0,1]");
    refused(() -> new Estimate(Double.NaN, 0, 1), "an estimate is NaN, but a share lies in [0,1]");
  }

  @Test
  void intervalsThatTouchOverlap() {
    assertThat(new Estimate(0.5, 0.4, 0.6).overlaps(new Estimate(0.7, 0.6, 0.8))).isTrue();
    assertThat(new Estimate(0.5, 0.4, 0.6).overlaps(new Estimate(0.7, 0.61, 0.8))).isFalse();
  }

  @Test
  void aProbabilityIsAShare() {
    refused(
        () -> new Prediction("a", "b", 1.2),
        "the probability of a prediction is 1.2, but a share lies in [0,1]");
  }

  @Test
  void aSourceWeightIsAboveZero() {
    refused(
        () -> new SourceWeight("tench", -0.5),
        "'tench' has weight -0.5, but only labels that speak for a class are listed: above 0");
  }

  @Test
  void aMappingKeepsTheStrongestFirst() {
    ClassMapping mapping =
        new ClassMapping("c", List.of(new SourceWeight("weak", 1), new SourceWeight("strong", 2)));
    assertThat(mapping.sources()).extracting(SourceWeight::label).containsExactly("strong", "weak");
  }

  @Test
  void aCurveTakesFiniteNumbers() {
    refused(
        () ->
            new CurvePoint(
                3, Double.NaN, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty()),
        "the loss after 3 images is NaN, but a curve takes finite numbers");
  }

  @Test
  void aCurveGoesForward() {
    CurvePoint late =
        new CurvePoint(9, 1, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());
    CurvePoint early =
        new CurvePoint(4, 1, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());
    RunReportBuilder report =
        RunReport.about(SampleReports.headline("x", List.of())).curve(List.of(late, early));
    refused(report::build, "the curve goes back from 9 to 4 billed images; sort its points");
  }

  @Test
  void aPictureIsAPng() {
    byte[] file = "GIF89a and then more than enough".getBytes(StandardCharsets.US_ASCII);
    refused(() -> Picture.png(file, "a spot"), "the picture 'a spot' of 32 bytes is no PNG");
  }

  @Test
  void aPictureNeverHoldsOtherLettersThanBase64() {
    assertThatThrownBy(() -> new Picture("\"><script>", 1, 1, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPictureKnowsItsSize() {
    Picture picture = SampleReports.picture("a spot", 3, 20);
    assertThat(List.of(picture.width(), picture.height())).containsExactly(20, 20);
  }

  @Test
  void wrongAndConfidentAnswersComeFirst() {
    Picture picture = SampleReports.picture("a spot", 3, 8);
    List<Double> order =
        List.of(
                new JudgedExample(picture, new Prediction("a", "a", 0.9)),
                new JudgedExample(picture, new Prediction("a", "b", 0.4)),
                new JudgedExample(picture, new Prediction("a", "a", 0.5)),
                new JudgedExample(picture, new Prediction("a", "b", 0.8)))
            .stream()
            .sorted(JudgedExample.mostTellingFirst())
            .map(example -> example.prediction().probability())
            .toList();
    assertThat(order).containsExactly(0.8, 0.4, 0.9, 0.5);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}

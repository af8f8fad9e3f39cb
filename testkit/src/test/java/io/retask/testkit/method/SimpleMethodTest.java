package io.retask.testkit.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.artifact.LocalPart;
import io.retask.artifact.ReprogrammedModel;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.mapping.readout.LinearClassifier;
import io.retask.method.Learned;
import io.retask.program.IdentityProgram;
import io.retask.tensor.Shape;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimpleMethodTest {
  private static final int[] LABELLED = IntStream.range(0, 22).toArray();

  @ParameterizedTest
  @CsvSource({
    "majority, 0, 0",
    "raw, 0, 0",
    "first-k, 0, 1",
    "frequency, 22, 1",
    "blm, 22, 1",
    "blm+, 22, 1",
    "knn, 22, 1",
    "readout, 22, 1"
  })
  void learningAndPredictingBillWhatTheyMust(String method, long learning, int perPrediction) {
    Course course = Course.usual();
    Learned learned = course.learn(method);
    assertThat(course.meter.bill().reservedImages()).isEqualTo(learning);
    assertThat(learned.model().views()).hasSize(perPrediction);
    Scores scores = predict(course, learned.model(), Course.TEST);
    assertThat(course.meter.bill().byCause().getOrDefault(Cause.EVALUATION, 0L))
        .isEqualTo((long) perPrediction * Course.TEST.length);
    for (int row = 0; row < scores.count(); row++) {
      float sum = 0;
      for (int target = 0; target < 3; target++) {
        sum += scores.values()[row * 3 + target];
      }
      assertThat(sum).isBetween(0.9999f, 1.0001f);
    }
  }

  private static Scores predict(Course course, ReprogrammedModel model, int[] rows) {
    return model.predict(
        course.meter, Cause.EVALUATION, course.data.tensors(rows, model.inputShape()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"majority", "raw", "frequency", "blm", "blm+", "knn", "readout"})
  void everyLabelledRowIsAnsweredOutOfFold(String method) {
    Course course = Course.usual();
    Learned learned = course.learn(method);
    assertThat(learned.outOfFold().orElseThrow().count()).isEqualTo(LABELLED.length);
    assertThat(learned.metrics())
        .containsKeys("crossValidatedAccuracy", "crossValidatedBalancedAccuracy");
    assertThat(course.memory.read()).allMatch(row -> row < 22);
  }

  @Test
  void theFirstLabelsAreNotEstimatedAsThatWouldBill() {
    Learned learned = Course.usual().learn("first-k");
    assertThat(learned.outOfFold()).isEmpty();
    assertThat(learned.metrics()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw", "frequency", "blm+", "knn", "readout"})
  void theSameLessonIsLearnedTwice(String method) {
    assertThat(tested(method)).isEqualTo(tested(method));
  }

  private static float[] tested(String method) {
    Course course = Course.usual();
    return predict(course, course.learn(method).model(), Course.TEST).values();
  }

  @Test
  void rawPixelsLearnWhereClassesDifferInBrightness() {
    Course course = Course.usual();
    Scores scores = predict(course, course.learn("raw").model(), Course.TEST);
    long right =
        IntStream.range(0, scores.count())
            .filter(i -> scores.best(i) == Course.TEST[i] % 3)
            .count();
    assertThat(right).isGreaterThanOrEqualTo(7);
  }

  @Test
  void majorityGivesTheSharesOfTheClasses() {
    Course course = Course.usual();
    Scores scores = predict(course, course.learn("majority").model(), new int[] {23});
    // 8, 7 and 7 of 22
    assertThat(scores.values()[0]).isBetween(0.3635f, 0.3637f);
    assertThat(scores.values()[1]).isBetween(0.3181f, 0.3183f);
  }

  @Test
  void aBudgetBelowTheRowsIsRefused() {
    Course course = Course.usual();
    course.meter.limit(21);
    assertThatThrownBy(() -> course.learn("blm+")).isInstanceOf(BudgetExhausted.class);
  }

  @Test
  void bothPartsArePooledByTheirLogs() {
    Course course = Course.usual();
    ReprogrammedModel box = course.learn("readout").model();
    LinearClassifier raw = course.learn("raw").model().local().orElseThrow().readout();
    LocalPart part = new LocalPart(new IdentityProgram(Course.BOX), raw, 0.25);
    float[] asked = predict(course, box, Course.TEST).values();
    float[] own = tested("raw");
    float[] pooled = predict(course, box.with(part), Course.TEST).values();
    for (int row = 0; row < pooled.length; row += 3) {
      double sum = 0;
      double[] wanted = new double[3];
      for (int c = 0; c < 3; c++) {
        wanted[c] = Math.pow(asked[row + c], 0.75) * Math.pow(own[row + c], 0.25);
        sum += wanted[c];
      }
      for (int c = 0; c < 3; c++) {
        assertThat((double) pooled[row + c])
            .isCloseTo(wanted[c] / sum, org.assertj.core.data.Offset.offset(1e-5));
      }
    }
    assertThat(course.meter.bill().byCause().get(Cause.EVALUATION)).isEqualTo(Course.TEST.length);
  }

  @Test
  void partsThatDoNotFitAreRefused() {
    Course course = Course.usual();
    ReprogrammedModel box = course.learn("readout").model();
    ReprogrammedModel raw = course.learn("raw").model();
    LinearClassifier readout = raw.local().orElseThrow().readout();
    assertThatThrownBy(() -> box.with(raw.local().orElseThrow()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a local part beside views weighs less than 1 and takes inputs of 1x6x6, but this one"
                + " weighs 1.0 and takes 1x6x6");
    assertThatThrownBy(() -> new LocalPart(new IdentityProgram(Course.BOX), readout, 0))
        .hasMessage("the weight of the local part is above 0 and at most 1, not 0.0");
    assertThatThrownBy(() -> new LocalPart(new IdentityProgram(Shape.of(1, 3, 3)), readout, 1))
        .hasMessage("the local part makes 9 features, but its readout takes 36");
    assertThatThrownBy(raw::mapping)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a model without views has no mapping");
  }
}

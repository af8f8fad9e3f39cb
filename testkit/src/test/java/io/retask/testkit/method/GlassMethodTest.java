package io.retask.testkit.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.mapping.BayesianMapping;
import io.retask.mapping.ManyToOneMapping;
import io.retask.mapping.readout.LogisticReadout;
import io.retask.method.Learned;
import io.retask.recipe.InvalidRecipe;
import io.retask.train.StepRecord;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlassMethodTest {
  private static final String[] SMALL = {"ar.batch=6", "ar.steps=12", "ar.validations=2"};

  private static String[] small(String... more) {
    return Stream.concat(Arrays.stream(SMALL), Arrays.stream(more)).toArray(String[]::new);
  }

  private static double meanLoss(List<StepRecord> history, int from, int to) {
    return history.subList(from, to).stream()
        .mapToDouble(record -> record.batch().loss())
        .average()
        .orElseThrow();
  }

  @Test
  void stepsAreMadeAsAskedAndBilledAsPlanned() {
    Course course = Course.usual();
    Learned learned = course.learn("ar", small());
    assertThat(learned.history()).hasSize(12);
    assertThat(course.meter.bill().byCause())
        .containsEntry(Cause.MAPPING, 18L)
        .containsEntry(Cause.BASELINE, 4L)
        .containsEntry(Cause.GRADIENT, 12L * 6)
        .containsEntry(Cause.VALIDATION, 2L * 4)
        .doesNotContainKey(Cause.TRAINING);
    assertThat(learned.metrics()).containsKeys("steps", "validationAccuracy", "validationLoss");
    assertThat(learned.notes()).anyMatch(note -> note.contains("saw inside the box"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "framed frequency",
        "framed random",
        "framed first",
        "additive frequency",
        "additive blm",
        "additive blm+",
        "framed readout",
        "additive readout"
      })
  void descentMakesTheLossSmaller(String parts) {
    String program = parts.split(" ", 2)[0];
    String mapping = parts.split(" ", 2)[1];
    List<StepRecord> history =
        Course.usual()
            .learn(
                "ar",
                "ar.batch=18",
                "ar.steps=60",
                "ar.validations=0",
                "ar.program.kind=" + program,
                "ar.mapping.kind=" + mapping)
            .history();
    assertThat(meanLoss(history, 50, 60)).isLessThan(0.9 * meanLoss(history, 0, 1));
  }

  @Test
  void aSubspaceOfTheProgramIsSearchedToo() {
    Learned learned = Course.usual().learn("ar", small("ar.program.subspace={kind: dct, size: 2}"));
    assertThat(learned.model().views().get(0).parameters()).hasSize(4);
    assertThat(meanLoss(learned.history(), 9, 12)).isLessThan(meanLoss(learned.history(), 0, 3));
  }

  @Test
  void theMappingIsOfTheKindThatIsAsked() {
    assertThat(mapping("frequency")).isInstanceOf(ManyToOneMapping.class);
    assertThat(((ManyToOneMapping) mapping("first")).sets())
        .isDeepEqualTo(new int[][] {{0}, {1}, {2}});
    assertThat(mapping("blm")).isInstanceOf(BayesianMapping.class);
    assertThat(mapping("readout")).isInstanceOf(LogisticReadout.class);
  }

  private static Object mapping(String kind) {
    return Course.usual().learn("ar", small("ar.mapping.kind=" + kind)).model().mapping();
  }

  @Test
  void severalLabelsOfAFixedMappingAreTakenInTheirOrder() {
    Learned learned =
        Course.usual().learn("ar", small("ar.mapping.kind=first", "ar.mapping.labelsPerClass=2"));
    assertThat(((ManyToOneMapping) learned.model().mapping()).sets())
        .isDeepEqualTo(new int[][] {{0, 1}, {2, 3}, {4, 5}});
  }

  @Test
  void programAndReadoutAreLearnedTogether() {
    LogisticReadout still =
        (LogisticReadout)
            Course.usual()
                .learn("ar", small("ar.mapping={kind: readout, stepSize: 1e-12}"))
                .model()
                .mapping();
    LogisticReadout moved = (LogisticReadout) mapping("readout");
    assertThat(moved.classifier().weights()).isNotEqualTo(still.classifier().weights());
    assertThat(moved.classifier().means()).isEqualTo(still.classifier().means());
  }

  @Test
  void theStepsOfACosineGrowSmall() {
    float[] whole = weights("ar.update.schedule=cosine", "ar.steps=12");
    float[] longer = weights("ar.update.schedule=cosine", "ar.steps=13");
    float[] steady = weights("ar.update.decay=1", "ar.steps=13");
    float[] before = weights("ar.update.decay=1", "ar.steps=12");
    // the same twelve mini-batches; another number of steps is another schedule
    assertThat(whole).isNotEqualTo(before);
    assertThat(largest(longer, whole)).isLessThan(largest(steady, before));
  }

  private static float[] weights(String... settings) {
    return Course.usual().learn("ar", small(settings)).model().views().get(0).parameters();
  }

  private static double largest(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElseThrow();
  }

  @Test
  void aPenaltyKeepsTheProgramSmall() {
    assertThat(size("ar.ridge=10")).isLessThan(0.5 * size("ar.ridge=0"));
  }

  private static double size(String ridge) {
    float[] weights = Course.usual().learn("ar", small(ridge)).model().views().get(0).parameters();
    return IntStream.range(0, weights.length).mapToDouble(i -> weights[i] * weights[i]).sum();
  }

  /** 22 unprogrammed, v passes of 4, steps of 6. */
  @ParameterizedTest
  @CsvSource({
    "28,0,frequency,1",
    "33,0,frequency,1",
    "34,0,frequency,2",
    "38,1,frequency,2",
    "28,0,readout,1",
    "33,0,readout,1",
    "42,2,readout,2"
  })
  void aBudgetBecomesStepsAndTheEstimateIsTheBill(
      int budget, int passes, String mapping, int steps) {
    String[] settings = {
      "ar.batch=6",
      "budget.images=" + budget,
      "ar.validations=" + passes,
      "ar.mapping.kind=" + mapping
    };
    Course course = Course.usual();
    assertThat(course.learn("ar", settings).history()).hasSize(steps);
    assertThat(course.meter.bill().reservedImages()).isLessThanOrEqualTo(budget);
    Course rehearsed = Course.usual();
    rehearsed.rehearse("ar", settings);
    assertThat(rehearsed.meter.bill().byCause()).isEqualTo(course.meter.bill().byCause());
  }

  @Test
  void whatIsWrongIsSaidBeforeAnythingIsShown() {
    Course course = Course.usual();
    assertThatThrownBy(() -> course.learn("ar", "ar.batch=6", "budget.images=27"))
        .isInstanceOf(BudgetExhausted.class);
    assertThatThrownBy(() -> course.learn("ar"))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage(
            "method ar spends whatever it is given; name --budget IMAGES, --money AMOUNT or"
                + " --set ar.steps=N");
    assertThatThrownBy(() -> course.learn("ar", small("ar.mapping.labelsPerClass=3")))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessageStartingWith("ar.mapping.labelsPerClass: ");
    assertThatThrownBy(() -> course.learn("ar", small("ar.mapping={kind: blm, labelsPerClass: 2}")))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessageContaining(
            "recipe key 'ar.mapping.labelsPerClass' is for a mapping of kind frequency, random"
                + " and first; remove it");
    assertThat(course.meter.bill().reservedImages()).isZero();
  }

  @Test
  void theSameLessonIsLearnedTwice() {
    Learned first = Course.usual().learn("ar", small("ar.mapping.kind=readout"));
    Learned second = Course.usual().learn("ar", small("ar.mapping.kind=readout"));
    assertThat(second.model().views().get(0).parameters())
        .isEqualTo(first.model().views().get(0).parameters());
    assertThat(second.history()).isEqualTo(first.history());
  }

  @Test
  void examplesForTheReportAreNeverRead() {
    Course course = Course.usual();
    course.learn("ar", small());
    assertThat(course.memory.read())
        .containsExactlyElementsOf(IntStream.range(0, 22).boxed().toList());
  }

  @Test
  void aBoxThatHidesScoresIsRefused() {
    assertThatThrownBy(() -> Course.hiding().learn("ar", small()))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage(
            "method ar needs every score, but 'fake' tells only some of them; choose a box of visibility full, or method bar");
  }
}

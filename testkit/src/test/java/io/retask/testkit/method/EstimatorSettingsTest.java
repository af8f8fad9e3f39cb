package io.retask.testkit.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.RetaskException;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.method.Learned;
import io.retask.method.Lesson;
import io.retask.method.Method;
import io.retask.program.View;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;
import io.retask.tensor.Shape;
import io.retask.train.RunListener;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the estimator section of a recipe can choose beside the paper's; 22 images go before. */
class EstimatorSettingsTest {
  private static final String PROBE = "bar.estimator.probe={directions: 4, radii: 3, share: 0.05}";
  private static final int PROBED = 6 * (1 + 4 * 3);
  @TempDir Path folder;

  private static String[] small(String... more) {
    String[] few = {
      "bar.batch=6", "bar.validations=0", "bar.steps=4", "bar.estimator.directions=3"
    };
    return Stream.concat(Arrays.stream(few), Arrays.stream(more)).toArray(String[]::new);
  }

  private static float[] learned(String... more) {
    return parameters(Course.usual().learn("bar", small(more)));
  }

  private static float[] parameters(Learned learned) {
    return learned.model().views().get(0).parameters();
  }

  /** W itself is asked once more by the first guided step, for nothing. */
  @ParameterizedTest
  @CsvSource({"one-sided, 96", "antithetic, 144", "orthonormal, 96", "guided, 114"})
  void everyKindBillsItsPoints(String kind, long images) {
    Course course = Course.usual();
    course.learn("bar", small("bar.estimator.kind=" + kind));
    assertThat(course.meter.bill().byCause()).containsEntry(Cause.TRAINING, images);
  }

  @Test
  void everyKindLearnsSomethingElse() {
    assertThat(
            Stream.of("one-sided", "antithetic", "orthonormal", "guided")
                .map(kind -> Arrays.hashCode(learned("bar.estimator.kind=" + kind))))
        .doesNotHaveDuplicates();
    assertThat(learned("bar.estimator.kind=one-sided")).isEqualTo(learned());
  }

  @Test
  void whatAKindCannotDoIsRefusedBeforeAnythingIsSent() {
    Course course = Course.usual();
    String[] settings =
        small(
            "bar.estimator={kind: orthonormal, directions: 5}",
            "bar.program={kind: additive, subspace: {size: 2}}");
    assertThatThrownBy(() -> course.learn("bar", settings))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage(
            "section 'bar' of the recipe: there are no 5 orthonormal directions of 4 parameters;"
                + " use 4 or fewer");
    assertThat(course.meter.bill().reservedImages()).isZero();
  }

  /** With a limit far below the estimates, one step moves W by eta · clip · sqrt(d). */
  @ParameterizedTest
  @ValueSource(strings = {"bar.steps=1", "bar.estimator.scale=9"})
  void anEstimateIsClippedAtAMultipleOfTheRootOfD(String more) {
    float[] moved =
        learned(
            "bar.program.kind=additive",
            "bar.steps=1",
            "bar.update.stepSize=0.5",
            "bar.estimator.clip=1e-6",
            more);
    double length2 = 0;
    for (float value : moved) {
      length2 += Math.pow(value - 1f / 255, 2);
    }
    // 32 bits keep about 5 digits of steps so small
    assertThat(Math.sqrt(length2)).isCloseTo(0.5 * 1e-6 * Math.sqrt(36), within(5e-8));
  }

  @Test
  void theScaleOfAnEstimateIsNothingToAdam() {
    assertThat(learned("bar.update.kind=adam", "bar.estimator.scale=9"))
        .isEqualTo(learned("bar.update.kind=adam"));
  }

  @Test
  void aProbeHasABillOfItsOwnAndSaysWhatItFound() {
    Course course = Course.usual();
    Learned learned = course.learn("bar", small(PROBE));
    // point 0 of the first step is the point that was probed, and free
    assertThat(course.meter.bill().byCause())
        .containsEntry(Cause.PROBE, (long) PROBED)
        .containsEntry(Cause.TRAINING, 96L - 6);
    assertThat(learned.metrics())
        .containsOnlyKeys("steps", "smoothing", "smoothingIsClear", "stepSize");
    double floor = 2 * Math.sqrt(27) / 127.5;
    assertThat(learned.metrics().get("smoothing"))
        .isIn((double) (float) floor, (double) (float) (2 * floor));
    assertThat(
            learned(
                "bar.estimator.smoothing=" + learned.metrics().get("smoothing"),
                "bar.update.stepSize=" + learned.metrics().get("stepSize")))
        .as("the same steps as if the recipe had said it")
        .isEqualTo(parameters(learned));
  }

  @Test
  void aProbeLeavesTheStepSizeAloneIfNotAsked() {
    Learned learned =
        Course.usual().learn("bar", small("bar.estimator.probe={}", "bar.update.stepSize=0.3"));
    assertThat(learned.metrics()).containsEntry("stepSize", 0.3);
  }

  @Test
  void aBudgetLeavesRoomForTheProbe() {
    int least = 22 + PROBED + 24;
    assertThatThrownBy(
            () -> Course.usual().learn("bar", small(PROBE, "budget.images=" + (least - 1))))
        .isInstanceOf(BudgetExhausted.class)
        .hasMessageEndingWith("the smallest budget that works is " + least);
    assertThat(Course.usual().learn("bar", small(PROBE, "budget.images=" + least)).history())
        .hasSize(1);
  }

  /** A probe so near that the box's answers do not change. */
  @Test
  void aLossWithoutASlopeHasNoStepSize() {
    assertThatThrownBy(
            () -> Course.usual().learn("bar", small(PROBE, "bar.estimator.smoothing=1e-30")))
        .isInstanceOf(RetaskException.class)
        .hasMessageStartingWith("no step size follows from a loss of ")
        .hasMessageEndingWith(
            " and a slope of 0.0; probe larger radii or another point; set"
                + " bar.estimator.greyLevels higher, or remove bar.estimator.probe.share");
  }

  private static Learned learn(Course course, Recipe recipe, Path kept, int images) {
    Lesson whole = course.lesson(recipe, RunListener.none());
    Lesson lesson =
        new Lesson(
            recipe,
            whole.data(),
            whole.split(),
            images < 0 ? course.meter : new Dying(course.meter, images),
            Optional.of(kept),
            RunListener.none());
    return Method.of(recipe, EstimatorSettingsTest::none).learn(lesson);
  }

  private static View none(Shape box, long seed, int index) {
    throw new AssertionError("no view is drawn");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind: guided, probe: {directions: 4}", "kind: antithetic, clip: 0.1"})
  void killedAnywhereItEndsAsUninterrupted(String estimator) {
    Recipe recipe = Course.recipe("bar", small("bar.estimator={directions: 3, " + estimator + "}"));
    Course quiet = Course.usual();
    Learned whole = learn(quiet, recipe, folder.resolve("whole"), -1);
    int images = (int) quiet.meter.bill().reservedImages();
    for (int death : IntStream.range(0, 9).map(i -> 1 + i * (images - 2) / 8).toArray()) {
      Course course = Course.usual();
      Path kept = folder.resolve("death-" + death);
      assertThatThrownBy(() -> learn(course, recipe, kept, death))
          .isInstanceOf(BudgetExhausted.class);
      Learned resumed = learn(course, recipe, kept, -1);
      assertThat(parameters(resumed)).isEqualTo(parameters(whole));
      assertThat(resumed.history()).isEqualTo(whole.history());
      assertThat(resumed.metrics()).isEqualTo(whole.metrics());
      assertThat(course.meter.bill().reservedImages()).isEqualTo(images);
    }
  }
}

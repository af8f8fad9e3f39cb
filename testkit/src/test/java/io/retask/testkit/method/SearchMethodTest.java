package io.retask.testkit.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.loss.CrossEntropy;
import io.retask.method.Learned;
import io.retask.method.Method;
import io.retask.program.AdditiveProgram;
import io.retask.program.Subspace;
import io.retask.program.SubspaceProgram;
import io.retask.program.View;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;
import io.retask.tensor.TensorSource;
import io.retask.train.Fit;
import io.retask.train.RunListener;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The methods that search one program, on a box of 8 labels; 22 images go before the steps. */
class SearchMethodTest {
  private static String[] small(String... more) {
    return Stream.concat(Stream.of("search.batch=6", "search.validations=0"), Arrays.stream(more))
        .toArray(String[]::new);
  }

  /**
   * Points a step: 2 x 5 draws; 2 x 8 coordinates; 4 + floor(3 ln d) candidates; 10 and the start.
   */
  @ParameterizedTest
  @CsvSource({"random-search, 11", "spsa-gc, 10", "zoo, 16", "cma-es, 13"})
  void aStepBillsItsPointsTimesTheBatch(String method, int points) {
    Course course = Course.usual();
    Learned learned = course.learn(method, small("search.steps=3"));
    assertThat(learned.history()).hasSize(3);
    assertThat(learned.metrics()).containsOnlyKeys("steps");
    assertThat(course.meter.bill().byCause())
        .containsEntry(Cause.MAPPING, 18L)
        .containsEntry(Cause.BASELINE, 4L);
    assertThat(course.meter.bill().byCause()).containsEntry(Cause.TRAINING, 18L * points);
    assertThatThrownBy(() -> course.learn(method, small("budget.images=" + (21 + 6 * points))))
        .isInstanceOf(BudgetExhausted.class)
        .hasMessage(
            "a budget of %d images does not cover one step of training: 22 go before it, 0 into validation, and a step takes %d (%d points x 6 images); the smallest budget that works is %d"
                .formatted(21 + 6 * points, 6 * points, points, 22 + 6 * points));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zoo", "cma-es", "spsa-gc"})
  void moreStepsFitTheTrainingExamplesBetterThanOne(String method) {
    String[] settings =
        small("search.batch=18", "search.program={kind: additive, subspace: {size: 3}}");
    Learned learned =
        Course.usual()
            .learn(
                method,
                Stream.concat(Stream.of(settings), Stream.of("search.steps=25"))
                    .toArray(String[]::new));
    Fit first = learned.history().get(0).batch();
    Fit last = learned.history().get(24).batch();
    assertThat(last.loss()).isLessThan(first.loss());
  }

  @ParameterizedTest
  @ValueSource(strings = {"random-search", "zoo", "cma-es"})
  void theModelOfMoreStepsFitsTheTrainingExamplesBetter(String method) {
    assertThat(trainingLoss(method, 25)).isLessThan(trainingLoss(method, 1));
  }

  private static double trainingLoss(String method, int steps) {
    Course course = Course.usual();
    Learned learned =
        course.learn(
            method,
            small(
                "search.batch=18",
                "search.loss.kind=cross-entropy",
                "search.program={kind: additive, subspace: {size: 3}}",
                "search.steps=" + steps));
    TensorSource inputs = course.data.tensors(Course.TRAIN, learned.model().inputShape());
    Scores scores = learned.model().predict(course.meter, Cause.TRAINING, inputs);
    return new CrossEntropy().of(scores, course.data.classesOf(Course.TRAIN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"random-search", "ilm", "spsa-gc", "zoo", "cma-es"})
  void theSameLessonIsLearnedTwiceAndAnotherSeedDiffers(String method) {
    assertThat(learned(method)).isEqualTo(learned(method));
    assertThat(learned(method, "seed=6")).isNotEqualTo(learned(method));
  }

  private static float[] learned(String method, String... more) {
    String[] settings =
        Stream.concat(Stream.of(small("search.steps=3")), Arrays.stream(more))
            .toArray(String[]::new);
    return Course.usual().learn(method, settings).model().views().get(0).parameters();
  }

  @ParameterizedTest
  @CsvSource({
    "dct, COSINES, 5, 25",
    "grid, GRID, 2, 4",
    "tiles, TILES, 3, 9",
    "random, RANDOM, 7, 7"
  })
  void everySubspaceReachesTheProgram(String name, Subspace.Kind kind, int size, int parameters) {
    Learned learned =
        Course.usual()
            .learn(
                "random-search",
                small(
                    "search.steps=1",
                    "search.program.kind=additive",
                    "search.program.subspace={kind: " + name + ", size: " + size + "}"));
    SubspaceProgram program = (SubspaceProgram) learned.model().views().get(0).program();
    assertThat(program.subspace()).isEqualTo(new Subspace(kind, size, 5));
    assertThat(program.full()).isInstanceOf(AdditiveProgram.class);
    assertThat(program.parameterCount()).isEqualTo(parameters);
  }

  @Test
  void aViewIsSearchedFromWhereItChangesNothing() {
    Recipe recipe =
        Course.recipe("random-search", small("search.steps=2", "search.program.kind=view"));
    Course course = Course.usual();
    Learned learned =
        Method.of(recipe, (box, seed, index) -> new View(new AdditiveProgram(box), new float[36]))
            .learn(course.lesson(recipe, RunListener.none()));
    assertThat(learned.model().views().get(0).program()).isInstanceOf(AdditiveProgram.class);
    // point 0 of step 0 is view 0, which the mapping had asked already: 6 images are free
    assertThat(course.meter.bill().cachedImages()).isGreaterThanOrEqualTo(6);
  }

  @Test
  void aRunWithoutAnEndIsRefused() {
    assertThatThrownBy(() -> Course.usual().learn("random-search", small()))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage(
            "method random-search spends whatever it is given; name --budget IMAGES, --money AMOUNT"
                + " or --set search.steps=N");
  }

  @Test
  void errorsNameTheSectionOfTheMethod() {
    assertThatThrownBy(
            () ->
                Course.usual().learn("ilm", small("search.steps=1", "search.program.sourceSize=7")))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage(
            "search.program.sourceSize: inputs of 1x7x7 do not fit into a frame of 1x6x6; choose a"
                + " source shape of the same rank that is nowhere larger");
    assertThatThrownBy(
            () ->
                Course.usual()
                    .learn("ilm", small("search.steps=1", "search.mapping.labelsPerClass=3")))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessageStartingWith("search.mapping.labelsPerClass: ");
  }

  private static int pointsOf(String method, String... more) {
    Course course = Course.usual();
    String[] settings =
        Stream.concat(Stream.of(small("search.steps=1")), Arrays.stream(more))
            .toArray(String[]::new);
    course.learn(method, settings);
    return (int) (course.meter.bill().reservedImages() - 22) / 6;
  }

  @Test
  void settingsOfEveryOptimiserReachIt() {
    assertThat(pointsOf("spsa-gc", "search.spsa.draws=2")).isEqualTo(4);
    assertThat(pointsOf("zoo", "search.zoo.coordinates=3")).isEqualTo(6);
    assertThat(pointsOf("zoo", "search.zoo={coordinates: 3, rule: newton}")).isEqualTo(7);
    assertThat(pointsOf("cma-es", "search.evolution.population=5")).isEqualTo(5);
    assertThat(pointsOf("random-search", "search.random.candidates=2")).isEqualTo(3);
    assertThat(learned("spsa-gc", "search.spsa.stepSize=1")).isNotEqualTo(learned("spsa-gc"));
    assertThat(learned("spsa-gc", "search.spsa.momentum=0.1")).isNotEqualTo(learned("spsa-gc"));
    assertThat(learned("spsa-gc", "search.spsa.smoothing=0.1")).isNotEqualTo(learned("spsa-gc"));
    assertThat(learned("zoo", "search.zoo.stepSize=1")).isNotEqualTo(learned("zoo"));
    assertThat(learned("zoo", "search.zoo.greyLevels=9")).isNotEqualTo(learned("zoo"));
    assertThat(learned("cma-es", "search.evolution.spread=0.1")).isNotEqualTo(learned("cma-es"));
    assertThat(learned("cma-es", "search.evolution.covariance=diagonal"))
        .isNotEqualTo(learned("cma-es"));
    assertThat(learned("random-search", "search.random.spread=2"))
        .isNotEqualTo(learned("random-search"));
  }

  @Test
  void whatAnOptimiserCannotDoIsRefusedBeforeAnythingIsSent() {
    Course course = Course.usual();
    String[] settings = {
      "search.steps=1",
      "search.evolution.covariance=full",
      "search.program={kind: additive, subspace: {kind: random, size: 1001}}"
    };
    assertThatThrownBy(() -> course.learn("cma-es", settings))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessageStartingWith("section 'search' of the recipe: ");
    assertThat(course.meter.bill().reservedImages()).isZero();
  }
}

package io.retask.testkit.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.data.BatchPlan;
import io.retask.loss.FocalLoss;
import io.retask.mapping.Evidence;
import io.retask.mapping.FrequencyPlanner;
import io.retask.mapping.ManyToOneMapping;
import io.retask.mapping.MappingSize;
import io.retask.method.Learned;
import io.retask.method.Lesson;
import io.retask.method.Method;
import io.retask.optim.DescentState;
import io.retask.optim.RandomGradientFree;
import io.retask.optim.Schedule;
import io.retask.optim.Sgd;
import io.retask.optim.StepKey;
import io.retask.program.FrameGeometry;
import io.retask.program.FramedProgram;
import io.retask.program.View;
import io.retask.recipe.BudgetRecipe;
import io.retask.recipe.Recipe;
import io.retask.tensor.Shape;
import io.retask.testkit.train.PlainMeter;
import io.retask.train.Objective;
import io.retask.train.RunListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Method {@code ilm}: 18 training examples in batches of 6, so an epoch has 3 steps of 24 images.
 */
class IterativeMappingTest {
  private static final int[] TRAIN = Course.TRAIN;
  private static final MappingSize SIZE = new MappingSize(8, 3, 2);
  @TempDir private Path folder;

  private static String[] small(String source, int steps) {
    return Stream.of(
            "batch=6",
            "estimator.directions=3",
            "update.stepSize=3",
            "validations=0",
            "refresh.source=" + source,
            "steps=" + steps)
        .map(setting -> "search." + setting)
        .toArray(String[]::new);
  }

  private static int[][] sets(Learned learned) {
    return ((ManyToOneMapping) learned.model().mapping()).sets();
  }

  private static float[] parameters(Learned learned) {
    return learned.model().views().get(0).parameters();
  }

  @ParameterizedTest
  @CsvSource({"asked, 54, 180", "stored, 18, 192"})
  void everyEpochPlansAgainAndOnlyNewAnswersAreBilled(String source, long mapping, long training) {
    Course course = Course.usual();
    Learned learned = course.learn("ilm", small(source, 8));
    assertThat(learned.history()).hasSize(8);
    assertThat(course.meter.bill().byCause())
        .containsEntry(Cause.MAPPING, mapping)
        .containsEntry(Cause.BASELINE, 4L)
        // the first step after a plan finds its 6 unperturbed answers among those that were asked
        .containsEntry(Cause.TRAINING, training)
        .hasSize(3);
  }

  @Test
  void withoutASecondEpochItIsBar() {
    String[] bar =
        Arrays.stream(small("asked", 3))
            .filter(setting -> !setting.contains("refresh"))
            .map(setting -> setting.replace("search.", "bar."))
            .toArray(String[]::new);
    Learned plain = Course.usual().learn("bar", bar);
    Learned iterated = Course.usual().learn("ilm", small("asked", 3));
    assertThat(parameters(iterated)).isEqualTo(parameters(plain));
    assertThat(sets(iterated)).isEqualTo(sets(plain));
  }

  /** The steps of a segment made by hand, with the answers that a new mapping is planned from. */
  private static final class ByHand {
    final Course course = Course.usual();
    final FramedProgram program =
        new FramedProgram(new FrameGeometry(Shape.of(1, 3, 3), Course.BOX));
    final double beta = 2 * Math.sqrt(27) / 127.5;
    final RandomGradientFree optimizer;
    final List<Scores> base = new ArrayList<>();
    final List<int[]> rows = new ArrayList<>();
    ManyToOneMapping mapping;
    DescentState state;

    ByHand(long steps) {
      optimizer = new RandomGradientFree(3, beta, new Sgd(), Schedule.exponential(3, 0.1, steps));
      float[] start = new float[27];
      Arrays.fill(start, 1f / 255);
      state = optimizer.start(start);
      Scores plain = course.meter.query(Cause.MAPPING, course.data.tensors(TRAIN, Course.BOX));
      mapping = plan(plain, TRAIN);
    }

    ManyToOneMapping plan(Scores answers, int[] asked) {
      Evidence evidence = new Evidence(answers, course.data.classesOf(asked));
      return new FrequencyPlanner().plan(SIZE, evidence);
    }

    void steps(long from, long to) {
      FocalLoss loss = FocalLoss.balanced(2, new int[] {6, 6, 6});
      Objective objective = new Objective(program, course.meter, mapping, loss, course.data);
      for (long step = from; step < to; step++) {
        int[] batch = new BatchPlan(TRAIN, 6, 5).at(step);
        base.add(answers(optimizer.best(state), batch));
        rows.add(batch);
        var asked = optimizer.ask(state, new StepKey(5, step));
        state = optimizer.tell(state, asked, objective.losses(asked, batch).losses());
      }
    }

    Scores answers(float[] parameters, int[] asked) {
      return course.meter.query(
          Cause.TRAINING,
          new View(program, parameters).over(course.data.tensors(asked, Shape.of(1, 3, 3))));
    }

    Scores allBase() {
      int count = base.stream().mapToInt(Scores::count).sum();
      float[] all = new float[count * 8];
      int at = 0;
      for (Scores some : base) {
        System.arraycopy(some.values(), 0, all, at, some.values().length);
        at += some.values().length;
      }
      return Scores.wrap(count, 8, ScoreKind.PROBABILITIES, all);
    }
  }

  @Test
  void askedAnswersAreThoseUnderTheProgramOfTheMoment() {
    ByHand hand = new ByHand(5);
    ManyToOneMapping first = hand.mapping;
    hand.steps(0, 3);
    hand.mapping = hand.plan(hand.answers(hand.optimizer.best(hand.state), TRAIN), TRAIN);
    assertThat(hand.mapping.sets()).isNotEqualTo(first.sets());
    hand.steps(3, 5);
    Learned learned = Course.usual().learn("ilm", small("asked", 5));
    assertThat(sets(learned)).isEqualTo(hand.mapping.sets());
    assertThat(parameters(learned)).isEqualTo(hand.optimizer.best(hand.state));
  }

  @Test
  void storedAnswersAreThoseOfTheStepsBefore() {
    ByHand hand = new ByHand(5);
    hand.steps(0, 3);
    int[] asked = hand.rows.stream().flatMapToInt(Arrays::stream).toArray();
    hand.mapping = hand.plan(hand.allBase(), asked);
    hand.steps(3, 5);
    Learned learned = Course.usual().learn("ilm", small("stored", 5));
    assertThat(sets(learned)).isEqualTo(hand.mapping.sets());
    assertThat(parameters(learned)).isEqualTo(hand.optimizer.best(hand.state));
  }

  private Lesson lesson(Course course, Recipe recipe, Path kept, int images) {
    Lesson whole = course.lesson(recipe, RunListener.none());
    return new Lesson(
        recipe,
        whole.data(),
        whole.split(),
        images < 0 ? course.meter : new Dying(course.meter, images),
        Optional.of(kept),
        RunListener.none());
  }

  private static Learned learn(Lesson lesson) {
    return Method.of(
            lesson.recipe(),
            (box, seed, index) -> {
              throw new AssertionError();
            })
        .learn(lesson);
  }

  @ParameterizedTest
  @ValueSource(strings = {"asked", "stored"})
  void killedAnywhereItEndsAsUninterrupted(String source) {
    Recipe recipe = Course.recipe("ilm", small(source, 8));
    Course quiet = Course.usual();
    Learned whole = learn(lesson(quiet, recipe, folder.resolve("whole"), -1));
    long images = quiet.meter.bill().reservedImages();
    for (int death : IntStream.range(0, 9).map(i -> (int) (22 + i * (images - 23) / 8)).toArray()) {
      Course course = Course.usual();
      Path kept = folder.resolve("death-" + death);
      assertThatThrownBy(() -> learn(lesson(course, recipe, kept, death)))
          .isInstanceOf(BudgetExhausted.class);
      Learned resumed = learn(lesson(course, recipe, kept, -1));
      assertThat(parameters(resumed)).isEqualTo(parameters(whole));
      assertThat(sets(resumed)).isEqualTo(sets(whole));
      assertThat(resumed.history()).isEqualTo(whole.history());
      assertThat(course.meter.bill().reservedImages()).isEqualTo(images);
    }
  }

  private static Recipe within(Recipe recipe, long images) {
    return recipe.within(new BudgetRecipe(images, null));
  }

  private static String[] open(String source) {
    return Arrays.stream(small(source, 1))
        .filter(setting -> !setting.startsWith("search.steps"))
        .toArray(String[]::new);
  }

  /** 4 steps, one of them in the second segment, become 9; the schedule falls over all of them. */
  @ParameterizedTest
  @CsvSource({"asked, 136, 292", "stored, 118, 238"})
  void aRaisedBudgetGoesOnFromTheLastStep(String source, long little, long more) {
    Recipe recipe = Course.recipe("ilm", open(source));
    Course quiet = Course.usual();
    Path kept = folder.resolve("whole");
    Learned before = learn(lesson(quiet, within(recipe, little), kept, -1));
    assertThat(before.history()).hasSize(4);
    long spent = quiet.meter.bill().reservedImages();
    Learned whole = learn(lesson(quiet, within(recipe, more), kept, -1));
    assertThat(whole.history()).hasSize(9);
    assertThat(whole.history().subList(0, 4)).isEqualTo(before.history());
    long images = quiet.meter.bill().reservedImages();
    assertThat(images).isLessThanOrEqualTo(more);
    boolean stored = source.equals("stored");
    // a plan from new answers has asked 6 of the next step
    assertThat(quiet.meter.bill().byCause())
        .containsEntry(Cause.MAPPING, stored ? 18L : 3 * 18L)
        .containsEntry(Cause.TRAINING, 9 * 24L - (stored ? 0 : 2 * 6));
    for (long death = spent + 1; death < images; death += 17) {
      Course course = Course.usual();
      Path killed = folder.resolve("death-" + death);
      learn(lesson(course, within(recipe, little), killed, -1));
      int last = (int) death;
      assertThatThrownBy(() -> learn(lesson(course, within(recipe, more), killed, last)))
          .isInstanceOf(BudgetExhausted.class);
      Learned resumed = learn(lesson(course, within(recipe, more), killed, -1));
      assertThat(parameters(resumed)).isEqualTo(parameters(whole));
      assertThat(sets(resumed)).isEqualTo(sets(whole));
      assertThat(resumed.history()).isEqualTo(whole.history());
      assertThat(course.meter.bill().reservedImages()).isEqualTo(images);
    }
  }

  @Test
  void aPlanThatFailedAttemptsLeftNoImagesForEndsTheRun() {
    Recipe recipe = Course.recipe("ilm", small("asked", 4));
    Course course = Course.usual();
    course.meter.lose(1);
    course.meter.limit(1 + 22 + 3 * 24 + 18 + 24 - 1);
    assertThat(learn(lesson(course, recipe, folder, -1)).history()).hasSize(3);
  }

  /** The last step stands alone after a plan, and its images were paid for but for four. */
  @Test
  void aStepThatWasPaidForBeforeAKillIsFinishedOnTheLastImages() {
    Recipe recipe = Course.recipe("ilm", small("asked", 7));
    Course quiet = Course.usual();
    Learned whole = learn(lesson(quiet, recipe, folder.resolve("whole"), -1));
    int images = (int) quiet.meter.bill().reservedImages();
    Course course = Course.usual();
    Path kept = folder.resolve("killed");
    assertThatThrownBy(() -> learn(lesson(course, recipe, kept, images - 4)))
        .isInstanceOf(BudgetExhausted.class);
    // the plan counts the 2 x 6 answers that the plans had asked already
    course.meter.limit(images + 12);
    assertThatThrownBy(() -> learn(lesson(course, recipe, kept, images - 3)))
        .isInstanceOf(BudgetExhausted.class);
    assertThat(learn(lesson(course, recipe, kept, -1)).history()).isEqualTo(whole.history());
  }

  @Test
  void aFinishedRunIsMadeAgainWithoutAnImage() {
    Recipe recipe = Course.recipe("ilm", small("stored", 8));
    Course course = Course.usual();
    Learned once = learn(lesson(course, recipe, folder, -1));
    PlainMeter meter = course.meter;
    long images = meter.bill().reservedImages();
    meter.limit(images);
    assertThat(parameters(learn(lesson(course, recipe, folder, -1)))).isEqualTo(parameters(once));
    assertThat(meter.bill().reservedImages()).isEqualTo(images);
  }
}

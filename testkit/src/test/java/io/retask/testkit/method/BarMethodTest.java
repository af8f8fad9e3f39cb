package io.retask.testkit.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.blackbox.Price;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.data.BatchPlan;
import io.retask.loss.CrossEntropy;
import io.retask.loss.FocalLoss;
import io.retask.loss.Loss;
import io.retask.mapping.Evidence;
import io.retask.mapping.FrequencyPlanner;
import io.retask.mapping.ManyToOneMapping;
import io.retask.mapping.MappingSize;
import io.retask.mapping.RandomPlanner;
import io.retask.method.Learned;
import io.retask.optim.Adam;
import io.retask.optim.Momentum;
import io.retask.optim.RandomGradientFree;
import io.retask.optim.Schedule;
import io.retask.optim.Sgd;
import io.retask.program.AdditiveProgram;
import io.retask.program.FrameGeometry;
import io.retask.program.FramedProgram;
import io.retask.program.Program;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.RecipeFile;
import io.retask.tensor.Shape;
import io.retask.train.CheckpointStore;
import io.retask.train.Objective;
import io.retask.train.RunListener;
import io.retask.train.StepRecord;
import io.retask.train.StopRule;
import io.retask.train.Trainer;
import io.retask.train.TrainingPlan;
import io.retask.train.ValidationPlan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every setting is held against a training that is put together by hand. */
class BarMethodTest {
  private static final String[] SMALL = {
    "bar.batch=6", "bar.estimator.directions=3", "bar.steps=4", "bar.update.stepSize=0.2"
  };
  private static final int STEP = 4 * 6;
  private static final int FIXED = 18 + 4;

  private static String[] small(String... more) {
    return Stream.concat(Arrays.stream(SMALL), Arrays.stream(more)).toArray(String[]::new);
  }

  private static FramedProgram framed() {
    return new FramedProgram(new FrameGeometry(Shape.of(1, 3, 3), Course.BOX));
  }

  private static double greyLevels(double rms, Program program) {
    return rms * Math.sqrt(program.parameterCount()) / 127.5;
  }

  private static ManyToOneMapping byFrequency(int labels) {
    Course course = Course.usual();
    Scores answers =
        course.meter.query(Cause.MAPPING, course.data.tensors(Course.TRAIN, Course.BOX));
    Evidence evidence = new Evidence(answers, course.data.classesOf(Course.TRAIN));
    return new FrequencyPlanner().plan(new MappingSize(8, 3, labels), evidence);
  }

  private static float[] byHand(
      Program program, ManyToOneMapping mapping, Loss loss, RandomGradientFree optimizer) {
    Course course = Course.usual();
    BatchPlan batches = new BatchPlan(Course.TRAIN, 6, 5);
    TrainingPlan plan = new TrainingPlan(5, batches::at, StopRule.after(4), ValidationPlan.none());
    float[] start = new float[program.parameterCount()];
    Arrays.fill(start, 1f / 255);
    Objective objective = new Objective(program, course.meter, mapping, loss, course.data);
    return optimizer.best(
        new Trainer<>(optimizer, objective, plan, CheckpointStore.none(), RunListener.none())
            .run(start)
            .optimizer());
  }

  private static float[] learned(String... assignments) {
    return Course.usual().learn("bar", small(assignments)).model().views().get(0).parameters();
  }

  private static Schedule decay(double eta, double share) {
    return Schedule.exponential(eta, share, 4);
  }

  private static Loss balanced() {
    return FocalLoss.balanced(2, new int[] {6, 6, 6});
  }

  @Test
  void theDefaultsAreThePapersMethod() {
    FramedProgram program = framed();
    RandomGradientFree optimizer =
        new RandomGradientFree(3, greyLevels(2, program), new Sgd(), decay(0.2, 0.1));
    assertThat(learned()).isEqualTo(byHand(program, byFrequency(2), balanced(), optimizer));
  }

  @Test
  void everySettingThatDeviatesReachesItsPart() {
    Program program = new AdditiveProgram(Course.BOX);
    ManyToOneMapping mapping = new RandomPlanner(5).plan(new MappingSize(8, 3, 1), Evidence.none());
    RandomGradientFree optimizer =
        new RandomGradientFree(3, 0.25, Adam.standard(), decay(0.2, 0.5));
    assertThat(
            learned(
                "bar.program.kind=additive",
                "bar.mapping.kind=random",
                "bar.mapping.labelsPerClass=1",
                "bar.loss.kind=cross-entropy",
                "bar.estimator.smoothing=0.25",
                "bar.update.kind=adam",
                "bar.update.finalShare=0.5"))
        .isEqualTo(byHand(program, mapping, new CrossEntropy(), optimizer));
  }

  @Test
  void momentumGreyLevelsScaleAndPlainFocalReachTheirParts() {
    FramedProgram program = framed();
    double stepSize = 0.2 * 9 / program.parameterCount();
    RandomGradientFree optimizer =
        new RandomGradientFree(3, greyLevels(7, program), new Momentum(0.9), decay(stepSize, 0.1));
    assertThat(
            learned(
                "bar.estimator.greyLevels=7",
                "bar.estimator.scale=9",
                "bar.update.kind=momentum",
                "bar.loss.exponent=3",
                "bar.loss.balanced=false"))
        .isEqualTo(byHand(program, byFrequency(2), FocalLoss.plain(3, 3), optimizer));
  }

  @Test
  void theHoleIsAsLargeAsAsked() {
    Learned learned = Course.usual().learn("bar", small("bar.program.sourceSize=3"));
    assertThat(learned.model().inputShape()).isEqualTo(Shape.of(1, 3, 3));
    assertThat(learned.model().mapping().sources()).isEqualTo(8);
    assertThat(learned.model().classes()).containsExactly("class-0", "class-1", "class-2");
    assertThatThrownBy(() -> Course.usual().learn("bar", small("bar.program.sourceSize=7")))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessageStartingWith("bar.program.sourceSize: ");
  }

  @Test
  void moreLabelsThanTheBoxHasAreRefusedBeforeAnythingIsSent() {
    Course course = Course.usual();
    assertThatThrownBy(() -> course.learn("bar", small("bar.mapping.labelsPerClass=3")))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessageStartingWith("bar.mapping.labelsPerClass: ");
    assertThat(course.meter.bill().reservedImages()).isZero();
  }

  @Test
  void stepsAreMadeAsAskedAndBilledAsPlanned() {
    Course course = Course.usual();
    Learned learned = course.learn("bar", small());
    assertThat(learned.history()).hasSize(4);
    assertThat(learned.metrics()).containsEntry("steps", 4.0);
    assertThat(course.meter.bill().byCause())
        .containsEntry(Cause.MAPPING, 18L)
        .containsEntry(Cause.BASELINE, 4L)
        .containsEntry(Cause.TRAINING, 4L * STEP)
        .containsEntry(Cause.VALIDATION, 4L * 4);
  }

  @Test
  void aRandomMappingBuysTheAnswersForTheBaselinesInstead() {
    Course course = Course.usual();
    course.learn("bar", small("bar.mapping.kind=random"));
    assertThat(course.meter.bill().byCause())
        .doesNotContainKey(Cause.MAPPING)
        .containsEntry(Cause.BASELINE, (long) FIXED);
  }

  /** 22 unprogrammed, v passes of 4, steps of 24. */
  @ParameterizedTest
  @CsvSource({"46,0,1", "69,0,1", "70,0,2", "50,1,1", "73,1,1", "74,1,2", "100,1,3", "142,3,4"})
  void aBudgetBecomesSteps(int budget, int passes, int steps) {
    Course course = Course.usual();
    Learned learned =
        course.learn(
            "bar", small("bar.steps=", "budget.images=" + budget, "bar.validations=" + passes));
    assertThat(learned.history()).hasSize(steps);
    long followed =
        learned.history().stream().filter(record -> record.validation().isPresent()).count();
    assertThat(followed).isEqualTo(Math.min(passes, steps));
    assertThat(course.meter.bill().reservedImages())
        .isEqualTo(FIXED + steps * (long) STEP + followed * 4)
        .isLessThanOrEqualTo(budget);
  }

  @Test
  void theSmallerOfStepsAndBudgetCounts() {
    assertThat(Course.usual().learn("bar", small("budget.images=90")).history()).hasSize(2);
    assertThat(Course.usual().learn("bar", small("budget.images=9000")).history()).hasSize(4);
  }

  @Test
  void moneyBecomesImagesRoundedDown() {
    // 0.003 an image: 0.21 buys 70 images, which are 22 before the first of 2 steps
    Course course = Course.at(new Price(new BigDecimal("3"), "USD"));
    String[] settings = small("bar.steps=", "bar.validations=0", "budget.money=0.2129");
    assertThat(course.learn("bar", settings).history()).hasSize(2);
    assertThat(course.meter.bill().money()).isEqualByComparingTo("0.21");
  }

  @Test
  void theStricterOfMoneyAndImagesCounts() {
    Price price = new Price(new BigDecimal("3"), "USD");
    String[] poor = small("bar.steps=", "bar.validations=0", "budget.money=0.15");
    assertThat(Course.at(price).learn("bar", join(poor, "budget.images=1000")).history())
        .hasSize(1);
    String[] rich = small("bar.steps=", "bar.validations=0", "budget.money=100");
    assertThat(Course.at(price).learn("bar", join(rich, "budget.images=70")).history()).hasSize(2);
  }

  private static String[] join(String[] some, String one) {
    return Stream.concat(Arrays.stream(some), Stream.of(one)).toArray(String[]::new);
  }

  @Test
  void aBudgetBelowOneStepIsRefusedBeforeAnythingIsSent() {
    Course course = Course.usual();
    assertThatThrownBy(() -> course.learn("bar", small("budget.images=49", "bar.validations=4")))
        .isInstanceOf(BudgetExhausted.class)
        .hasMessage(
            "a budget of 49 images does not cover one step of training: 22 go before it, 4 into"
                + " validation, and a step takes 24 (4 points x 6 images); the smallest budget"
                + " that works is 50");
    assertThat(course.meter.bill().reservedImages()).isZero();
    assertThat(course.memory.read()).isEmpty();
  }

  @Test
  void aRunWithoutAnEndIsRefused() {
    String message =
        "method bar spends whatever it is given; name --budget IMAGES, --money AMOUNT or"
            + " --set bar.steps=N";
    assertThatThrownBy(() -> Course.usual().learn("bar", small("bar.steps=")))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage(message);
    // money sets no limit where images are free
    assertThatThrownBy(() -> Course.usual().learn("bar", small("bar.steps=", "budget.money=5")))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage(message);
  }

  @Test
  void validationIsSpreadEvenlyAndFollowsTheLastStep() {
    List<StepRecord> history =
        Course.usual().learn("bar", small("bar.steps=6", "bar.validations=2")).history();
    assertThat(IntStream.range(0, 6).filter(i -> history.get(i).validation().isPresent()))
        .containsExactly(2, 5);
  }

  @Test
  void withoutValidationRowsNothingFollows() {
    Course course = Course.withoutValidation();
    Learned learned = course.learn("bar", small());
    assertThat(learned.metrics()).containsOnlyKeys("steps");
    assertThat(course.meter.bill().reservedImages()).isEqualTo(18 + 4L * STEP);
  }

  @Test
  void theSameLessonIsLearnedTwiceAndAnotherSeedDiffers() {
    Learned first = Course.usual().learn("bar", small());
    Learned second = Course.usual().learn("bar", small());
    assertThat(second.model().views().get(0).parameters())
        .isEqualTo(first.model().views().get(0).parameters());
    assertThat(second.metrics()).isEqualTo(first.metrics());
    assertThat(second.history()).isEqualTo(first.history());
    assertThat(learned("seed=6")).isNotEqualTo(learned());
  }

  @Test
  void theListenerHearsEveryStep() {
    List<StepRecord> heard = new ArrayList<>();
    Learned learned =
        Course.usual().learn(Course.recipe("bar", small()), (record, bill) -> heard.add(record));
    assertThat(heard).isEqualTo(learned.history());
  }

  @Test
  void examplesForTheReportAreNeverRead() {
    Course course = Course.usual();
    course.learn("bar", small());
    assertThat(course.memory.read())
        .containsExactlyElementsOf(IntStream.range(0, 22).boxed().toList());
  }

  @Test
  void theRecipeOfTheTestIsWhatItSays() {
    assertThat(RecipeFile.format(Course.recipe("bar", small("bar.loss.kind=cross-entropy"))))
        .contains("kind: cross-entropy", "directions: 3", "steps: 4");
  }
}

package io.retask.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.CorruptArtifact;
import io.retask.artifact.ArtifactFolder;
import io.retask.artifact.Codecs;
import io.retask.artifact.LocalPart;
import io.retask.artifact.Manifest;
import io.retask.artifact.ReprogrammedModel;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.data.Split;
import io.retask.method.Learned;
import io.retask.method.Lesson;
import io.retask.method.Method;
import io.retask.metric.LogLikelihood;
import io.retask.program.IdentityProgram;
import io.retask.program.View;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;
import io.retask.recipe.RecipeDraft;
import io.retask.testkit.blackbox.FakeBlackBox;
import io.retask.testkit.train.MemoryDataset;
import io.retask.testkit.train.PlainMeter;
import io.retask.train.RunListener;
import io.retask.train.StepRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 48 examples of 3 classes: 24 to learn from, 12 to follow it with and 12 for the report. */
class NetworkMethodsTest {
  private static final int[] TRAIN = IntStream.range(0, 24).toArray();
  private static final int[] VALIDATION = IntStream.range(24, 36).toArray();
  private static final int[] TEST = IntStream.range(36, 48).toArray();
  private final MemoryDataset data = new MemoryDataset(Ground.PICTURE, 48, 3);
  private final PlainMeter meter = new PlainMeter(FakeBlackBox.of(Ground.PICTURE, 3), 1000);
  @TempDir private Path folder;
  private Path network = Path.of("");

  @BeforeEach
  void onlyHere() throws IOException {
    Ground.needsLibtorch();
    network = Ground.network(folder);
  }

  private Recipe recipe(String method, String... assignments) {
    RecipeDraft draft =
        RecipeDraft.empty()
            .with("method", method)
            .with("seed", 5)
            .with("box", network.toString())
            .with("data.source", "memory");
    if (method.equals("scratch")) {
      draft.withAssignment("scratch.side=8").withAssignment("scratch.channels=[6, 8]");
    }
    for (String assignment : assignments) {
      draft.withAssignment(assignment);
    }
    return draft.finish();
  }

  private Lesson lesson(Recipe recipe, int[] validation, RunListener listener) {
    Split split = new Split(TRAIN, validation, TEST);
    return new Lesson(recipe, data, split, meter, Optional.empty(), listener);
  }

  private static Method method(Recipe recipe) {
    return Method.of(recipe, (box, seed, i) -> new View(new IdentityProgram(box), new float[0]));
  }

  private Learned learn(String method, String... assignments) {
    Recipe recipe = recipe(method, assignments);
    return method(recipe).learn(lesson(recipe, VALIDATION, RunListener.none()));
  }

  private float[] answers(ReprogrammedModel model) {
    Scores scores = model.predict(meter, Cause.EVALUATION, data.tensors(TEST, model.inputShape()));
    return scores.values();
  }

  @ParameterizedTest
  @ValueSource(strings = {"finetune", "probe-features", "scratch"})
  void nothingIsBilledAndTheTestRowsAreNotRead(String method) {
    Recipe recipe = recipe(method);
    method(recipe).rehearse(lesson(recipe, VALIDATION, RunListener.none()));
    Learned learned = learn(method);
    assertThat(data.read()).isNotEmpty().allMatch(row -> row < 36);
    assertThat(answers(learned.model())).hasSize(36);
    assertThat(learned.model().views()).isEmpty();
    assertThat(meter.bill().reservedImages()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"finetune", "probe-features", "scratch"})
  void theSameSeedGivesTheSameModel(String method) {
    assertThat(answers(learn(method).model())).containsExactly(answers(learn(method).model()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"finetune", "probe-features", "scratch"})
  void theModelComesBackFromItsFolder(String method) throws IOException {
    ReprogrammedModel model = learn(method).model();
    ArtifactFolder artefact =
        new ArtifactFolder(folder.resolve("artefact"), Codecs.plain().with(new NetworkCodec()));
    artefact.write(model, manifest());
    float[] expected = answers(model);
    assertThat(answers(artefact.read())).containsExactly(expected);
    if (!method.equals("scratch")) {
      Files.write(network, new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);
      assertThatThrownBy(artefact::read)
          .isInstanceOf(CorruptArtifact.class)
          .hasMessageStartingWith("the model was learned on the network '" + network)
          .hasMessageEndingWith(" now; restore it, or train again");
      Files.delete(network);
      assertThatThrownBy(artefact::read)
          .isInstanceOf(CorruptArtifact.class)
          .hasMessageStartingWith("the model needs the network '" + network)
          .hasMessageEndingWith(", which is not there; put it back");
    }
  }

  private static Manifest manifest() {
    return new Manifest(
        Manifest.FORMAT,
        "test",
        "finetune",
        1,
        List.of("class-0", "class-1", "class-2"),
        new Manifest.Box("box", "print", List.of(3, 8, 8), 3),
        new Manifest.Data("memory", "digest", "split", 36),
        new Manifest.Cost(0, BigDecimal.ZERO, "USD"),
        new TreeMap<>(),
        "");
  }

  private static NetworkFeatures features(Learned learned) {
    return (NetworkFeatures) learned.model().local().map(LocalPart::features).orElseThrow();
  }

  @Test
  void allWeightsLearnOrTheLastLayerAlone() {
    Learned all = learn("finetune", "finetune.training.rate=0.01");
    assertThat(features(all).weights()).containsOnlyKeys("b", "w");
    Learned head = learn("finetune", "finetune.training.rate=0.01", "finetune.layers=head");
    assertThat(features(head).weights()).isEmpty();
    assertThat(answers(head.model())).isNotEqualTo(answers(all.model()));
  }

  @Test
  void theBestEpochIsKeptAndTheBeginningIsOneOfThem() {
    Learned learned = learn("finetune", "finetune.training.rate=0.01");
    assertThat(learned.metrics().get("validationLoss"))
        .isLessThan(learned.metrics().get("beginningLoss"));
    assertThat(learned.metrics().get("bestEpoch")).isPositive();
    // steps that spoil everything
    Learned spoiled =
        learn("finetune", "finetune.training.rate=30", "finetune.training.patience=2");
    assertThat(spoiled.metrics())
        .containsEntry("bestEpoch", 0.0)
        .containsEntry("epochs", 2.0)
        .containsEntry("validationLoss", spoiled.metrics().get("beginningLoss"));
    Learned none = learn("finetune", "finetune.training.epochs=0");
    assertThat(answers(spoiled.model())).containsExactly(answers(none.model()));
    assertThat(spoiled.notes()).singleElement().asString().contains("No image was billed");
  }

  @Test
  void scratchLearnsWhatTheClassesDifferIn() {
    Learned learned = learn("scratch", "scratch.training.rate=0.02");
    assertThat(learned.metrics().get("beginningLoss")).isBetween(1.098, 1.099);
    assertThat(learned.metrics().get("validationAccuracy")).isGreaterThan(0.9);
    assertThat(features(learned).weights())
        .containsKeys("01Conv2d_weight", "02BatchNorm_runningMean");
  }

  /** What was kept of the best epoch is what the model is made of. */
  @ParameterizedTest
  @ValueSource(strings = {"finetune", "scratch"})
  void theModelAnswersAsItDidWhenItWasJudged(String method) {
    Learned learned = learn(method, method + ".training.rate=0.02");
    assertThat(learned.metrics().get("bestEpoch")).isPositive();
    ReprogrammedModel model = learned.model();
    Scores scores =
        model.predict(meter, Cause.VALIDATION, data.tensors(VALIDATION, model.inputShape()));
    assertThat(LogLikelihood.negative(scores, data.classesOf(VALIDATION)))
        .isCloseTo(learned.metrics().get("validationLoss"), within(1e-5));
  }

  @Test
  void balancedClassesChangeWhatIsLearned() {
    int[] uneven = IntStream.of(TRAIN).filter(row -> row % 3 != 2 || row < 6).toArray();
    Recipe plain = recipe("finetune");
    Recipe balanced = recipe("finetune", "finetune.training.classWeights=balanced");
    Split split = new Split(uneven, VALIDATION, TEST);
    List<Float> rare = new ArrayList<>();
    for (Recipe recipe : List.of(plain, balanced)) {
      Lesson lesson = new Lesson(recipe, data, split, meter, Optional.empty(), RunListener.none());
      float[] answers = answers(method(recipe).learn(lesson).model());
      float sum = 0;
      for (int row = 0; row < TEST.length; row++) {
        sum += answers[3 * row + 2];
      }
      rare.add(sum);
    }
    assertThat(rare.get(1)).isGreaterThan(rare.get(0));
  }

  @Test
  void whoeverListensHearsEveryStepAndCanEndIt() {
    List<StepRecord> heard = new ArrayList<>();
    Recipe recipe = recipe("finetune", "finetune.training.batch=10", "finetune.training.epochs=2");
    method(recipe).learn(lesson(recipe, VALIDATION, (record, bill) -> heard.add(record)));
    assertThat(heard).extracting(StepRecord::step).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(heard)
        .extracting(record -> record.validation().isPresent())
        .containsExactly(false, false, true, false, false, true);
    RunListener stop =
        (record, bill) -> {
          throw new CancellationException("enough");
        };
    assertThatThrownBy(() -> method(recipe).learn(lesson(recipe, VALIDATION, stop)))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void withoutValidationExamplesNothingCanStop() {
    Recipe recipe = recipe("finetune");
    Lesson lesson = lesson(recipe, new int[0], RunListener.none());
    assertThatThrownBy(() -> method(recipe).learn(lesson))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage(
            "method finetune stops early on validation examples, but there are 24 for training and"
                + " 0 for validation; raise data.validationShare above 0");
  }

  @Test
  void aBoxWithoutANetworkBesideItIsRefused() {
    Recipe recipe = recipe("finetune", "box=service:clarifai");
    Lesson lesson = lesson(recipe, VALIDATION, RunListener.none());
    assertThatThrownBy(() -> method(recipe).rehearse(lesson))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage(
            "method finetune needs the weights of a network, and there is no TorchScript file"
                + " beside the box 'service:clarifai'; name one with --set"
                + " finetune.network=model.pt");
    Recipe named = recipe("finetune", "box=service:clarifai", "finetune.network=" + network);
    method(named).rehearse(lesson(named, VALIDATION, RunListener.none()));
  }
}

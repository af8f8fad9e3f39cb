package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of bad input has its exit code and a text that a person can act on. */
final class BadInputTest {
  @TempDir private static Path world;
  private static Path box;
  private static Path data;
  @TempDir private Path folder;

  @BeforeAll
  static void makeWorld() throws IOException {
    box = TinyWorld.box(world.resolve("box"));
    data = TinyWorld.pictures(world.resolve("data"), 8, "ant", "bee", "cat");
  }

  private Spoken train(Object from, Object target, Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", "--box", from, "--data", target));
    if (!List.of(more).contains("--method")) {
      words.addAll(List.of("--method", "bar"));
    }
    words.addAll(List.of("--out", folder.resolve("run")));
    words.addAll(List.of(more));
    return Spoken.by(words.toArray());
  }

  /** Nothing is made for a run that cannot begin. */
  private void refused(Spoken spoken, int code, String message) {
    assertThat(spoken).isEqualTo(new Spoken(code, "", "retask: " + message + "\n"));
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void aMissingBox() {
    Path missing = folder.resolve("none.onnx");
    refused(
        train(missing, data, "--budget", 700),
        2,
        "there is no box "
            + missing
            + "; name an .onnx file, a .box.yaml, or a name from 'retask boxes list'");
  }

  @Test
  void aModelWithoutDescription() throws IOException {
    Path bare = Files.write(folder.resolve("bare.onnx"), new byte[] {1});
    refused(
        train(bare, data, "--budget", 700),
        2,
        bare
            + " has no description; write bare.box.yaml beside it (docs/boxes.md shows the"
            + " format)");
  }

  @Test
  void aBoxOfNoKnownKind() {
    Path odd = folder.resolve("box.bin");
    refused(
        train(odd, data, "--budget", 700),
        2,
        "nothing opens the box '"
            + odd
            + "'; a box is model.onnx with model.box.yaml beside it, something.box.yaml, or one of"
            + " inception-v3, inception-v3-float, nsfw-mobilenet-v2");
  }

  @Test
  void aTorchScriptBoxWithoutItsModule() {
    refused(
        train("torch:model.pt", data, "--budget", 700),
        2,
        "the box 'torch:"
            + Path.of("model.pt").toAbsolutePath()
            + "' needs the module torch (retask-torch), which is not here; build it once with:"
            + " ./mvnw -q -pl torch -am -DskipTests package");
  }

  @Test
  void aMethodWithoutItsModule() {
    refused(
        train(box, data, "--method", "scratch"),
        2,
        "method 'scratch' needs the module torch (retask-torch), which is not here; build it once"
            + " with: ./mvnw -q -pl torch -am -DskipTests package");
  }

  @Test
  void anUnknownKeyOfABox() throws IOException {
    Path odd = TinyWorld.box(folder.resolve("odd"), 1, "colour: blue");
    refused(
        train(odd, data, "--budget", 700),
        2,
        "tiny.box.yaml: unknown key 'colour'; allowed here are file, sha256, input, output, limits,"
            + " price");
  }

  @Test
  void missingData() {
    Path missing = folder.resolve("none");
    Spoken spoken = train(box, missing, "--budget", 700);
    assertThat(spoken.code()).isEqualTo(5);
    assertThat(spoken.err())
        .startsWith("retask: there is no '" + missing + "'; expected one of: a folder of folders")
        .contains("a CSV file with the columns path,label[,group][,split]");
  }

  @Test
  void aFolderWithOneClass() throws IOException {
    Path one = TinyWorld.pictures(folder.resolve("one"), 8, "ant");
    refused(
        train(box, one, "--budget", 700),
        5,
        "'one' has one class, 'ant', and 8 examples; a classifier needs at least 2 classes;"
            + " add examples of another class");
  }

  @Test
  void threePictures() throws IOException {
    Path three = TinyWorld.pictures(folder.resolve("three"), 1, "ant", "bee", "cat");
    refused(
        train(box, three, "--budget", 700),
        5,
        "'three' has 3 examples of 3 classes; training and test need at least 2 of every class, so"
            + " 6; add examples");
  }

  @Test
  void aPictureThatIsNone() throws IOException {
    Path spoiled = TinyWorld.pictures(folder.resolve("spoiled"), 8, "ant", "bee");
    Files.write(spoiled.resolve("ant/p03.png"), new byte[40]);
    Spoken spoken = train(box, spoiled, "--budget", 700);
    assertThat(spoken.code()).isEqualTo(5);
    assertThat(spoken.err()).contains("p03.png").contains("skip");
  }

  @Test
  void aBudgetBelowOneStep() {
    refused(
        train(box, data, "--budget", 10),
        3,
        "a budget of 10 images does not cover one step of training: 18 go before it, 3 into"
            + " validation, and a step takes 520 (26 points x 20 images); the smallest budget that"
            + " works is 541");
  }

  @Test
  void theSmallestBudgetThatWorksIsTold() {
    assertThat(train(box, data, "--budget", 540).code()).isEqualTo(3);
    assertThat(train(box, data, "--budget", 541).code()).isZero();
  }

  @Test
  void aBudgetBelowTheViews() {
    refused(
        Spoken.by(
            "train",
            "--box",
            box,
            "--data",
            data,
            "--method",
            "views",
            "--budget",
            10,
            "--out",
            folder.resolve("run")),
        3,
        "18 more images are needed, but the training budget of 10 images covers 10 more; they were"
            + " not sent; raise the budget: what is settled is not asked again");
  }

  @Test
  void noBudgetAtAll() {
    refused(
        train(box, data),
        2,
        "method bar spends whatever it is given; name --budget IMAGES, --money AMOUNT or --set"
            + " bar.steps=N");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "bar.estimater.q=5 | options: unknown key 'bar.estimater'; known keys here are batch,"
            + " estimator, loss, mapping, program, steps, update, validations",
        "bar.estimator.q=5 | options: unknown key 'bar.estimator.q'; known keys here are"
            + " clip, directions, greyLevels, kind, probe, scale, smoothing",
        "baar.batch=5 | options: unknown key 'baar'; known keys here are ar, auto, bar, box, budget,"
            + " data, finetune, method, probe, retask, scratch, search, seed, views",
        "bar.batch=many | options: key 'bar.batch' is 'many'; it takes a whole number",
        "bar.batch=0 | options: recipe key 'bar.batch' is 0; it must be at least 1",
        "bar.loss.kind=hinge | options: key 'bar.loss.kind' is 'hinge'; it takes focal or"
            + " cross-entropy",
        "budget.images=-3 | options: recipe key 'budget.images' is -3; it must be at least 1",
        "views.count=3 | options: recipe key 'views' holds settings of another method than 'bar';"
            + " remove it",
        "nonsense | 'nonsense' sets nothing; write key=value, such as bar.estimator.directions=55"
      })
  void aMistypedSettingIsNamed(String assignment, String message) {
    refused(train(box, data, "--budget", 700, "--set", assignment), 2, message);
  }

  @Test
  void anUnknownPreset() {
    refused(
        train(box, data, "--budget", 700, "--preset", "paper"),
        2,
        "there is no preset 'paper'; choose one of paper-asd, paper-dr, paper-melanoma");
  }

  @Test
  void aMissingRecipe() {
    Path missing = folder.resolve("none.yaml");
    Spoken spoken = train(box, data, "--recipe", missing);
    refused(
        spoken,
        2,
        "the recipe '%s' cannot be read: %s; name an existing file".formatted(missing, missing));
  }

  @Test
  void aFolderThatHoldsNoRun() {
    Path none = folder.resolve("none");
    for (String verb : List.of("resume", "evaluate", "report", "ledger show", "ledger export")) {
      List<Object> words = new ArrayList<>(List.of((Object[]) verb.split(" ")));
      words.add(none);
      refused(
          Spoken.by(words.toArray()),
          2,
          "'%s' holds no run: there is no recipe.yaml in it; 'retask train --out %s' makes one"
              .formatted(none, none));
    }
  }

  @Test
  void aLimitOfMoneyOnABoxWithoutAPrice() {
    refused(
        train(box, data, "--money", 10),
        2,
        "the description of 'tiny' states no price, so a limit of money would limit nothing; write"
            + " price: {per1000Images: AMOUNT, currency: USD} into it, or limit the number of"
            + " images");
  }

  @Test
  void aBoxWithAPriceAndNoLimit() {
    String priced = "fake:price=2,seen=" + folder.resolve("seen.txt");
    refused(
        train(priced, data, "--method", "readout"),
        2,
        "1,000 images to 'fake' cost 2 USD, and this training would send up to 18, for 0.036000 USD;"
            + " say with --budget or --money how much may be sent");
    assertThat(folder.resolve("seen.txt")).isEmptyFile();
    assertThat(train(priced, data, "--method", "majority").code()).as("asks nothing").isZero();
  }

  @Test
  void viewsOfAMethodThatHasNone() {
    refused(
        train(box, data, "--views", 4),
        2,
        "--views is for methods auto and views, and method bar has no number of views; leave it"
            + " out");
  }

  @Test
  void aPresetOfAnotherMethod() {
    refused(
        train(box, data, "--method", "ilm", "--preset", "paper-dr"),
        2,
        "preset 'paper-dr' is of method bar; leave out --preset or --method ilm");
  }

  @Test
  void optionsThatNothingReads() {
    Spoken spoken = Spoken.by("data", "inspect", data, "--holdout", 3);
    assertThat(spoken.code()).isEqualTo(2);
    assertThat(spoken.err()).contains("Unknown options: '--holdout', '3'");
  }
}

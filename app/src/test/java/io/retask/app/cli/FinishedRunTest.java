package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be done with a run that is trained. */
final class FinishedRunTest {
  @TempDir private static Path world;
  private static Path box;
  private static Path data;
  private static Path trained;
  @TempDir private Path folder;
  private Path run;

  @BeforeAll
  static void trainOnce() throws IOException {
    box = TinyWorld.box(world.resolve("box"), 1, "price: {per1000Images: 2, currency: EUR}");
    data = TinyWorld.pictures(world.resolve("data"), 12, "ant", "bee", "cat");
    trained = world.resolve("run");
    Spoken.wellBy(
        "train",
        "--box",
        box,
        "--data",
        data,
        "--method",
        "views",
        "--views",
        3,
        "--budget",
        500,
        "--out",
        trained);
  }

  @BeforeEach
  void copyTheRun() throws IOException {
    run = TinyWorld.copy(trained, folder.resolve("run"));
  }

  private JsonNode bill() {
    return Spoken.wellBy("ledger", "show", run, "--json").json();
  }

  @Test
  void theFolderHoldsWhatIsPromised() {
    assertThat(run.toFile().list())
        .contains("recipe.yaml", "ledger.db", "artefact", "labelled.txt", "training.json");
    assertThat(run.resolve("artefact").toFile().list())
        .contains("manifest.json", "program.safetensors", "mapping.safetensors", "MODEL_CARD.md");
  }

  @Test
  void theBillHasTheKeysThatUsersRelyOn() {
    JsonNode bill = bill();
    assertThat(Spoken.keys(bill))
        .containsExactly(
            "reservedImages",
            "settledImages",
            "unknownImages",
            "cachedImages",
            "byCause",
            "money",
            "currency");
    assertThat(bill.get("reservedImages").asLong()).isEqualTo(24 * 3);
    assertThat(bill.get("byCause").get("views").asLong()).isEqualTo(24 * 3);
    assertThat(bill.get("money").decimalValue()).isEqualByComparingTo("0.144");
    assertThat(bill.get("currency").asText()).isEqualTo("EUR");
    assertThat(Spoken.wellBy("ledger", "show", run).out())
        .contains("reserved            72 images", "money         0.144000 EUR");
  }

  @Test
  void theLedgerIsExportedAttemptByAttempt() {
    List<String> lines = Spoken.wellBy("ledger", "export", run).out().lines().toList();
    assertThat(lines.get(0)).contains("cause").contains("images");
    List<String> columns = List.of(lines.get(0).split(","));
    long images =
        lines.stream()
            .skip(1)
            .mapToLong(line -> Long.parseLong(line.split(",")[columns.indexOf("images")]))
            .sum();
    assertThat(images).isEqualTo(72);
  }

  @Test
  void resumingAFinishedRunSendsNothingAndChangesNothing() throws IOException {
    Spoken.wellBy("evaluate", run);
    JsonNode before = bill();
    JsonNode again = Spoken.wellBy("resume", run, "--json").json();
    assertThat(again.get("bill").get("reservedImages")).isEqualTo(before.get("reservedImages"));
    assertThat(bill().get("reservedImages")).isEqualTo(before.get("reservedImages"));
    for (Path file : TinyWorld.walk(trained.resolve("artefact"))) {
      if (Files.isRegularFile(file)) {
        assertThat(run.resolve(trained.relativize(file))).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void aRunWithoutItsArtefactIsMadeAgainFromItsLedger() throws IOException {
    JsonNode before = bill();
    for (Path file : TinyWorld.walk(run.resolve("artefact"))) {
      if (Files.isRegularFile(file)) {
        Files.delete(file);
      }
    }
    Spoken.wellBy("resume", run);
    assertThat(bill().get("reservedImages")).isEqualTo(before.get("reservedImages"));
    for (String name : List.of("manifest.json", "program.safetensors", "mapping.safetensors")) {
      assertThat(run.resolve("artefact").resolve(name))
          .hasSameBinaryContentAs(trained.resolve("artefact").resolve(name));
    }
  }

  @Test
  void anEvaluationHasTheKeysThatUsersRelyOn() throws IOException {
    JsonNode figures = Spoken.wellBy("evaluate", run, "--data", data, "--json").json();
    assertThat(Spoken.keys(figures))
        .containsSubsequence(
            "n",
            "classes",
            "accuracy",
            "accuracyCi95",
            "balancedAccuracy",
            "auc",
            "perClass",
            "confusion",
            "bill");
    assertThat(figures.get("n").asInt()).isEqualTo(12);
    assertThat(figures.get("classes")).hasSize(3);
    assertThat(figures.get("accuracyCi95")).hasSize(2);
    assertThat(figures.get("confusion")).hasSize(3);
    assertThat(Spoken.keys(figures.get("perClass").get(0)))
        .containsExactly("label", "sensitivity", "specificity", "precision", "support");
    JsonNode calibration = figures.get("calibration");
    assertThat(Spoken.keys(calibration)).containsExactly("ece", "eceCi95", "bins");
    assertThat(calibration.get("ece").asDouble()).isBetween(0.0, 1.0);
    assertThat(calibration.get("eceCi95")).hasSize(2);
    assertThat(calibration.get("bins").findValues("count").stream().mapToInt(JsonNode::asInt).sum())
        .isEqualTo(12);
    assertThat(Spoken.keys(calibration.get("bins").get(0)))
        .containsExactly("low", "high", "count", "confidence", "accuracy");
    assertThat(Spoken.keys(figures.get("bill"))).containsExactly("images", "money", "currency");
    JsonNode kept = new ObjectMapper().readTree(run.resolve("evaluation.json").toFile());
    for (String key : List.of("n", "accuracy", "confusion", "bill")) {
      assertThat(kept.get(key)).as(key).isEqualTo(figures.get(key));
    }
    assertThat(run.resolve("report.html")).content().contains("On 12 held-out examples it says ");
  }

  @Test
  void testPicturesAreBilledOnce() {
    JsonNode first = Spoken.wellBy("evaluate", run, "--json").json();
    JsonNode afterFirst = bill();
    // one of the three views is the unprogrammed one, which the baselines need as well
    assertThat(afterFirst.get("byCause").get("evaluation").asLong()).isEqualTo(12 * 3);
    JsonNode second = Spoken.wellBy("evaluate", run, "--json").json();
    assertThat(second).isEqualTo(first);
    JsonNode afterSecond = bill();
    assertThat(afterSecond.get("reservedImages")).isEqualTo(afterFirst.get("reservedImages"));
    assertThat(afterSecond.get("byCause")).isEqualTo(afterFirst.get("byCause"));
  }

  @Test
  void aReportSendsNothing() {
    Spoken.wellBy("evaluate", run);
    JsonNode before = bill();
    Path file = folder.resolve("both.html");
    assertThat(Spoken.wellBy("report", run, trained, "--out", file).out())
        .isEqualTo("report: " + file + "\n");
    assertThat(bill()).isEqualTo(before);
    assertThat(file)
        .content()
        .contains("<html")
        .doesNotContain("src=\"http", "href=\"http", "@import");
  }

  @Test
  void figuresOfAnEarlierModelAreForgotten() throws IOException {
    Path recipe =
        Files.writeString(
            folder.resolve("bar.yaml"),
            """
            retask: 1
            method: bar
            seed: 1
            box: %s
            data: {source: %s}
            budget: {images: 100}
            bar: {batch: 4, validations: 0, estimator: {directions: 2}}
            """
                .formatted(box, data));
    Path longer = folder.resolve("longer");
    Spoken.wellBy("train", "--recipe", recipe, "--out", longer);
    Spoken.wellBy("evaluate", longer);
    Spoken.wellBy("resume", longer);
    assertThat(longer.resolve("evaluation.json")).as("the same model").exists();
    Spoken.wellBy("resume", longer, "--budget", 160);
    assertThat(longer.resolve("evaluation.json")).as("another model").doesNotExist();
    Spoken.wellBy("report", longer);
    assertThat(longer.resolve("report.html")).content().doesNotContain("held-out examples it says");
  }

  @Test
  void aReportOfARunThatWasNotEvaluated() {
    JsonNode before = bill();
    Spoken.wellBy("report", run);
    assertThat(run.resolve("report.html")).content().doesNotContain("held-out examples it says");
    assertThat(bill()).isEqualTo(before);
  }

  @Test
  void predictionsAsCsv() throws IOException {
    Path odd = folder.resolve("=new, odd.png");
    TinyWorld.picture(odd, 1, 77);
    List<String> lines =
        Spoken.wellBy("predict", run, odd, data.resolve("ant")).out().lines().toList();
    assertThat(lines).hasSize(14);
    assertThat(lines.get(0)).isEqualTo("path,label,probability,ant,bee,cat");
    assertThat(lines.get(1)).startsWith("\"" + odd + "\",");
    for (String line : lines.subList(2, 14)) {
      String[] cells = line.split(",");
      assertThat(cells).hasSize(6);
      double best = Double.parseDouble(cells[2]);
      double sum = 0;
      for (int i = 3; i < 6; i++) {
        sum += Double.parseDouble(cells[i]);
        assertThat(Double.parseDouble(cells[i])).isBetween(0.0, best);
      }
      assertThat(sum).isCloseTo(1, within(2e-6));
    }
  }

  @Test
  void predictionsAsJsonLines() throws IOException {
    Path picture = data.resolve("bee/p01.png");
    JsonNode line = Spoken.wellBy("predict", run, picture, "--format", "jsonl").json();
    assertThat(Spoken.keys(line)).containsExactly("path", "label", "probability", "probabilities");
    assertThat(line.get("path").asText()).isEqualTo(picture.toString());
    assertThat(line.get("probability"))
        .isEqualTo(line.get("probabilities").get(line.get("label").asText()));
    assertThat(Spoken.keys(line.get("probabilities"))).containsExactly("ant", "bee", "cat");
  }

  @Test
  void predictingTheSamePictureTwiceBillsOnce() throws IOException {
    Path fresh = folder.resolve("fresh.png");
    TinyWorld.picture(fresh, 2, 4711);
    String first = Spoken.wellBy("predict", run, fresh).out();
    JsonNode bill = bill();
    assertThat(bill.get("byCause").get("prediction").asLong()).isEqualTo(3);
    assertThat(Spoken.wellBy("predict", run, fresh).out()).isEqualTo(first);
    assertThat(bill().get("reservedImages")).isEqualTo(bill.get("reservedImages"));
  }

  @Test
  void aPredictionBeyondItsBudgetKeepsWhatItPaidFor() throws IOException {
    Path fresh = folder.resolve("fresh.png");
    TinyWorld.picture(fresh, 2, 4711);
    Spoken spoken = Spoken.by("predict", run, fresh, "--budget", 2);
    assertThat(spoken.code()).isEqualTo(3);
    assertThat(spoken.out()).isEmpty();
    assertThat(spoken.err())
        .endsWith(
            "retask: 1 more images are needed, but the evaluation budget of 2 images covers 0 more;"
                + " they were not sent; raise the budget: what is settled is not asked again\n");
    assertThat(bill().get("byCause").get("prediction").asLong()).isEqualTo(2);
    Spoken.wellBy("predict", run, fresh, "--budget", 1);
    assertThat(bill().get("byCause").get("prediction").asLong()).isEqualTo(3);
  }

  /** What an earlier command was allowed and did not need is not the next one's. */
  @Test
  void aBudgetIsThatOfOneCommand() throws IOException {
    Path first = folder.resolve("first.png");
    Path second = folder.resolve("second.png");
    TinyWorld.picture(first, 2, 4711);
    TinyWorld.picture(second, 2, 4712);
    Spoken.wellBy("predict", run, first, "--budget", 100);
    assertThat(Spoken.by("predict", run, second, "--budget", 1).code()).isEqualTo(3);
    assertThat(bill().get("byCause").get("prediction").asLong()).isEqualTo(4);
    Spoken.wellBy("predict", run, second, "--budget", Long.MAX_VALUE);
    Spoken.wellBy("predict", run, first, "--budget", 0);
    assertThat(bill().get("byCause").get("prediction").asLong()).isEqualTo(6);
  }

  @Test
  void anEvaluationBeyondItsBudgetGoesOnWithMore() {
    Spoken spoken = Spoken.by("evaluate", run, "--budget", 5);
    assertThat(spoken.code()).isEqualTo(3);
    assertThat(spoken.out()).isEmpty();
    assertThat(run.resolve("evaluation.json")).doesNotExist();
    assertThat(bill().get("byCause").path("evaluation").asLong()).isLessThanOrEqualTo(5);
    Spoken.wellBy("evaluate", run);
    assertThat(bill().get("byCause").get("evaluation").asLong()).isEqualTo(36);
  }

  @Test
  void otherDataAreJudgedWithoutWhatWasLearned() throws IOException {
    Path other = TinyWorld.pictures(folder.resolve("other"), 2, "ant", "bee", "cat");
    for (String name : List.of("ant", "bee", "cat")) {
      TinyWorld.picture(other.resolve(name).resolve("new.png"), 0, name.hashCode());
    }
    Spoken spoken = Spoken.wellBy("evaluate", run, "--data", other, "--json");
    int n = spoken.json().get("n").asInt();
    assertThat(n).isBetween(3, 8);
    assertThat(spoken.err()).contains((9 - n) + " examples were in the training and are left out");
  }

  @Test
  void dataOfOtherClassesAreRefused() throws IOException {
    Path other = TinyWorld.pictures(folder.resolve("other"), 2, "ant", "bee");
    assertThat(Spoken.by("evaluate", run, "--data", other))
        .isEqualTo(
            new Spoken(
                5,
                "",
                "retask: '"
                    + other
                    + "' has the classes [ant, bee], but the run learned [ant, bee, cat]; give data"
                    + " of the same classes\n"));
  }
}

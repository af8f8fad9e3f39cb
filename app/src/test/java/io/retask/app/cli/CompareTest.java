package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.retask.blackbox.Price;
import io.retask.testkit.blackbox.SeenFile;
import io.retask.testkit.meter.KillHarness;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Methods against one another: equal bills, one box, nothing asked twice. */
final class CompareTest {
  @TempDir private static Path world;
  private static Path data;
  @TempDir private Path folder;

  @BeforeAll
  static void makeWorld() throws IOException {
    data = TinyWorld.pictures(world.resolve("data"), 12, "ant", "bee", "cat");
  }

  private Path seen() {
    return folder.resolve("seen.txt");
  }

  private Path out() {
    return folder.resolve("comparison");
  }

  private List<Object> words(String settings, Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("compare", "--box", "fake:price=2,seen=" + seen()));
    words.addAll(List.of("--data", data, "--out", out()));
    words.addAll(List.of((Object[]) settings.split(" ")));
    words.addAll(List.of(more));
    return words;
  }

  private static final String BAR =
      " --set bar.batch=5 --set bar.estimator.directions=3 --set bar.validations=0";
  private static final String USUAL =
      "--methods views:1,views:2,bar --budgets 2n,200 --seeds 2" + BAR;

  private Spoken by(String settings, Object... more) {
    return Spoken.by(words(settings, more).toArray());
  }

  private Spoken wellBy(String settings, Object... more) {
    return Spoken.wellBy(words(settings, more).toArray());
  }

  @Test
  void theResultsHaveTheKeysThatUsersRelyOn() {
    JsonNode results = wellBy(USUAL, "--json").json();
    assertThat(results).hasSize(12);
    results.forEach(
        row ->
            assertThat(Spoken.keys(row))
                .containsExactly(
                    "method",
                    "budget",
                    "billedImages",
                    "seed",
                    "accuracy",
                    "balancedAccuracy",
                    "trainSeconds",
                    "views",
                    "imagesPerPrediction",
                    "refused",
                    "variant",
                    "seedsWithResult",
                    "seeds"));
    assertThat(results.findValuesAsText("method"))
        .containsExactly(
            "views", "views", "bar", "views", "views", "bar", "views", "views", "bar", "views",
            "views", "bar");
    assertThat(results.findValuesAsText("seed"))
        .containsExactly("1", "1", "1", "1", "1", "1", "2", "2", "2", "2", "2", "2");
  }

  @Test
  void everyBillIsThatOfTheMethodAlone() {
    JsonNode results = wellBy(USUAL, "--json").json();
    int number = 0;
    for (JsonNode row : results) {
      List<Object> words = new ArrayList<>(List.of("train", "--data", data));
      words.addAll(List.of("--box", "fake:seen=" + folder.resolve("alone.txt")));
      words.addAll(List.of("--method", row.get("method").asText()));
      words.addAll(List.of("--budget", row.get("budget"), "--seed", row.get("seed")));
      words.addAll(List.of("--out", folder.resolve("alone-" + number++)));
      if (row.get("method").asText().equals("bar")) {
        words.addAll(List.of((Object[]) BAR.trim().split(" ")));
      } else {
        words.addAll(List.of("--views", row.get("views")));
      }
      words.add("--json");
      JsonNode bill = Spoken.wellBy(words.toArray()).json().get("bill");
      assertThat(row.get("billedImages")).isEqualTo(bill.get("settledImages"));
      assertThat(row.get("billedImages").asLong()).isLessThanOrEqualTo(row.get("budget").asLong());
    }
  }

  @Test
  void theBoxIsAskedOnceForEqualContent() throws IOException {
    Spoken spoken = wellBy(USUAL, "--json");
    List<String> rows = Files.readAllLines(seen());
    assertThat(rows).doesNotHaveDuplicates();
    long billed = 0;
    for (JsonNode row : spoken.json()) {
      billed += row.get("billedImages").asLong();
    }
    assertThat((long) rows.size()).isLessThan(billed);
    assertThat(spoken.err())
        .startsWith(
            "3 methods, 2 budgets, 2 seeds: 12 trainings to do, 0 done before; box 'fake', data"
                + " 'data'; at most ");
  }

  @Test
  void whatIsFinishedIsNotDoneAgain() throws IOException {
    wellBy(USUAL);
    byte[] results = Files.readAllBytes(out().resolve("results.json"));
    long sent = Files.size(seen());
    Spoken again = wellBy(USUAL);
    assertThat(again.err()).as("nothing to announce").isEmpty();
    assertThat(Files.readAllBytes(out().resolve("results.json"))).isEqualTo(results);
    assertThat(Files.size(seen())).isEqualTo(sent);
    JsonNode redone = wellBy(USUAL, "--redo", "bar", "--json").json();
    assertThat(redone).hasSize(12);
    assertThat(Files.size(seen())).as("made again from what is stored").isEqualTo(sent);
    assertThat(wellBy(USUAL.replace("views:2", "views:2,views:3"), "--json").json()).hasSize(16);
  }

  @Test
  void aFinishedComparisonNeedsItsStoreNoMore() throws IOException {
    String figures = figures(wellBy(USUAL, "--json"));
    byte[] page = Files.readAllBytes(out().resolve("comparison.html"));
    Files.delete(out().resolve("ledger.db"));
    assertThat(figures(wellBy(USUAL, "--json"))).isEqualTo(figures);
    assertThat(out().resolve("ledger.db")).doesNotExist();
    assertThat(Files.readAllBytes(out().resolve("comparison.html"))).isEqualTo(page);
  }

  @Test
  void aBoxThatFailsLosesNothing() throws IOException {
    List<String> words = words(USUAL).stream().map(String::valueOf).toList();
    Spoken failed =
        Spoken.by(
            words.stream().map(word -> word.replace("price=2", "price=2,fails=150")).toArray());
    assertThat(failed.code()).isEqualTo(4);
    assertThat(failed.err()).contains("retask: ").contains("'fake' answered 410 Gone");
    int paid = SeenFile.read(seen()).size();
    assertThat(paid).isGreaterThan(100);
    wellBy(USUAL);
    assertThat(SeenFile.read(seen())).doesNotHaveDuplicates().hasSizeGreaterThan(paid);
  }

  @Test
  void aBudgetThatIsTooSmallIsARow() {
    Spoken spoken = wellBy("--methods bar,views:4 --budgets 1n --seeds 1" + BAR);
    assertThat(spoken.out())
        .contains(
            "bar                    24 not possible: a budget of 24 images does not cover one")
        .contains("views:4                24 not possible: 24 more images are needed, but")
        .contains("No method gave a result at 24 images.");
    JsonNode rows = wellBy("--methods bar,views:4 --budgets 1n --seeds 1" + BAR, "--json").json();
    assertThat(rows.get(0).get("accuracy").isNull()).isTrue();
    assertThat(rows.get(0).get("refused").asText()).startsWith("a budget of 24 images");
  }

  @Test
  void everyTestRowHasItsPrediction() throws IOException {
    JsonNode results = wellBy(USUAL, "--json").json();
    List<String> rows = Files.readAllLines(out().resolve("predictions/test-rows-1.csv"));
    List<String[]> predicted =
        Files.readAllLines(out().resolve("predictions/seed-1.csv")).stream()
            .map(line -> line.split(",", -1))
            .toList();
    int column = List.of(predicted.get(0)).indexOf("views:2@200");
    assertThat(rows.get(0)).isEqualTo("id,group,class,label");
    assertThat(predicted).hasSameSizeAs(rows);
    int right = 0;
    for (int row = 1; row < rows.size(); row++) {
      right += rows.get(row).split(",")[2].equals(predicted.get(row)[column]) ? 1 : 0;
    }
    for (JsonNode row : results) {
      if (row.get("seed").asInt() == 1 && row.path("views").asInt() == 2) {
        assertThat(row.get("accuracy").asDouble()).isEqualTo(right / (rows.size() - 1.0));
      }
    }
  }

  @Test
  void theTerminalShowsATableSentencesAndThePage() {
    Spoken spoken = wellBy(USUAL);
    assertThat(spoken.out())
        .startsWith("method             budget     billed  accuracy  95 % interval      balanced")
        .contains("\nat 48 images:\n", "\nat 200 images:\n")
        .contains("At a budget of 200 images “")
        .containsPattern("the box was sent [0-9]+ images, 0.[0-9]+ USD")
        .endsWith("page: " + out().resolve("comparison.html") + "\n");
    assertThat(out().resolve("comparison.html")).content().contains("Methods compared on data");
    assertThat(out().resolve("results.csv"))
        .content()
        .startsWith("method,budget,billedImages,seed,accuracy,");
  }

  @Test
  void oneMethodEntersWithSeveralSettings() {
    String settings =
        "--methods bar/small,bar/large --budgets 200 --seeds 1 --set bar.validations=0"
            + " --set bar.estimator.directions=3 --set bar/small:bar.batch=2"
            + " --set bar/large:bar.batch=10";
    JsonNode rows = wellBy(settings, "--json").json();
    assertThat(rows.findValuesAsText("method")).containsExactly("bar", "bar");
    assertThat(rows.findValuesAsText("variant")).containsExactly("small", "large");
    assertThat(rows.get(0).get("billedImages")).isNotEqualTo(rows.get(1).get("billedImages"));
    assertThat(wellBy(settings).out()).contains("\nbar/small ", "\nbar/large ", "“bar/large”");
    assertThat(out().resolve("predictions/seed-1.csv"))
        .content()
        .startsWith("bar/small@200,bar/large@200\n");
  }

  @Test
  void theLimitOfTheWholeHolds() throws IOException {
    Spoken refused = by(USUAL, "--max-images", "20");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .endsWith(
            "retask: a limit of 20 images does not cover this comparison: 0 are sent already and"
                + " 120 test rows are to be asked; raise --max-images or --money\n");
    assertThat(seen()).isEmptyFile();
    Spoken ended = by(USUAL, "--max-images", "200");
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("retask: the limit of the whole comparison is reached: ");
    assertThat(SeenFile.read(seen())).hasSizeLessThanOrEqualTo(200).doesNotHaveDuplicates();
    wellBy(USUAL, "--max-images", "5000");
    assertThat(SeenFile.read(seen())).doesNotHaveDuplicates();
  }

  @Test
  void mistakesAreNamed() throws IOException {
    refused("--methods bart --budgets 100", "there is no method 'bart' to compare; choose from ");
    refused(
        "--methods bar:4 --budgets 100",
        "'bar:4' asks for views, but method 'bar' has no number of views; write 'bar'");
    refused(
        "--methods views:x --budgets 100",
        "'views:x' has no number behind the colon; write the number of views, such as 'views:4'");
    refused(
        "--methods bar --budgets 3m",
        "'3m' is no budget; write a number of images such as 5000, or 3n for three images a"
            + " labelled example");
    refused(
        "--methods bar/Wide --budgets 100",
        "'bar/Wide' has no name behind the slash; write small letters, digits and '-', such as"
            + " 'bar/wide'");
    refused("--methods bar --budgets 100 --set bar.batsh=3", "");
    assertThat(seen()).isEmptyFile();
    wellBy("--methods views:1 --budgets 1n --seeds 1");
    refused(
        "--methods views:1 --budgets 1n --seeds 1 --labels 12",
        "'%s' holds a comparison with another division (".formatted(out()));
    assertThat(Spoken.by("compare", "--box", "fake:seen=x", "--methods", "bar", "--budgets", "1n"))
        .isEqualTo(
            new Spoken(
                2,
                "",
                "retask: Missing required option: '--data=DATA'; 'retask compare --help'"
                    + " explains\n"));
  }

  private void refused(String settings, String beginning) {
    Spoken spoken = by(settings);
    assertThat(spoken.code()).isEqualTo(2);
    assertThat(spoken.out()).isEmpty();
    assertThat(spoken.err()).startsWith("retask: " + beginning).doesNotContain("Exception");
  }

  @Test
  void aKilledComparisonGoesOnAndAsksNothingAgain() throws Exception {
    Set<String> all = new LinkedHashSet<>();
    String whole = figures(wellBy(USUAL, "--json"));
    all.addAll(SeenFile.read(seen()));
    Path first = Files.move(out(), folder.resolve("whole"));
    Files.delete(seen());
    List<String> words =
        words(USUAL).stream()
            .map(word -> String.valueOf(word).replace("price=2", "price=2,latency=3"))
            .toList();
    KillHarness harness = new KillHarness(Main.class, words, folder.resolve("log.txt"));
    assertThat(harness.killWhen(seen(), all.size() / 2 * 37L)).as("killed").isTrue();
    Price price = new Price(BigDecimal.valueOf(2), "USD");
    Set<String> stored =
        StoredAnswers.among(SeenFile.read(seen()), out().resolve("ledger.db"), price);
    assertThat(stored).isNotEmpty();
    assertThat(figures(wellBy(USUAL, "--json"))).isEqualTo(whole);
    List<String> after = SeenFile.read(seen());
    assertThat(Set.copyOf(after)).isEqualTo(all);
    stored.forEach(name -> assertThat(after).containsOnlyOnce(name));
    assertThat(first).isDirectory();
  }

  /** The results without the times. */
  private static String figures(Spoken spoken) {
    return spoken.json().toPrettyString().replaceAll("\"trainSeconds\" : [0-9.E-]+", "");
  }

  @Test
  void anInterruptedComparisonSaysHowToGoOn() throws Exception {
    List<String> words =
        words("--methods views:9 --budgets 10n --seeds 3").stream()
            .map(word -> String.valueOf(word).replace("price=2", "price=2,latency=15"))
            .toList();
    Process process = new KillHarness(Main.class, words, folder.resolve("log.txt")).start();
    while (SeenFile.read(seen()).size() < 40) {
      assertThat(process.waitFor(2, TimeUnit.MILLISECONDS)).isFalse();
    }
    CtrlC.to(process);
    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(Files.readString(folder.resolve("log.txt")))
        .endsWith("go on with the same command; what is finished is kept in " + out() + "\n")
        .doesNotContain("Exception");
    wellBy("--methods views:9 --budgets 10n --seeds 3");
    assertThat(SeenFile.read(seen())).doesNotHaveDuplicates();
  }

  @Test
  @Tag("slow")
  void aRealBoxAndRealPictures() {
    Path shared = Path.of(System.getProperty("retask.shared", "../shared"));
    Path box = shared.resolve("models/cifar10_resnet20.onnx");
    Path pictures = shared.resolve("data/cifar10-test");
    assumeThat(box).exists();
    assumeThat(pictures).exists();
    JsonNode results =
        Spoken.wellBy(
                "compare",
                "--box",
                box,
                "--data",
                pictures,
                "--labels",
                100,
                "--holdout",
                200,
                "--methods",
                "views:1,views:2",
                "--budgets",
                "2n",
                "--seeds",
                2,
                "--out",
                out(),
                "--json")
            .json();
    assertThat(results).hasSize(4);
    results.forEach(row -> assertThat(row.get("accuracy").asDouble()).isBetween(0.5, 0.95));
    assertThat(results.get(1).get("billedImages").asInt()).isEqualTo(200);
  }
}

package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The estimate is the bill of the run that follows, whatever the method and the data. */
final class EstimateTest {
  @TempDir private static Path world;
  private static Path box;
  private static Path data;
  @TempDir private Path folder;

  @BeforeAll
  static void makeWorld() throws IOException {
    box = TinyWorld.box(world.resolve("box"), 1, "price: {per1000Images: 2, currency: EUR}");
    data = TinyWorld.pictures(world.resolve("data"), 10, "ant", "bee", "cat");
    for (int i = 0; i < 5; i++) {
      Files.copy(data.resolve("ant/p0" + i + ".png"), data.resolve("ant/again" + i + ".png"));
      Files.copy(data.resolve("bee/p01.png"), data.resolve("bee/again" + i + ".png"));
    }
  }

  private static Spoken by(String verb, String settings, Object... more) {
    List<Object> words = new ArrayList<>(List.of(verb, "--box", box, "--data", data));
    words.addAll(List.of((Object[]) settings.split(" ")));
    words.addAll(List.of(more));
    words.add("--json");
    return Spoken.wellBy(words.toArray());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--method bar --budget 300 --set bar.batch=6 --set bar.estimator.directions=4",
        "--method bar --budget 300 --set bar.batch=6 --set bar.estimator.directions=4"
            + " --set bar.mapping.kind=random",
        "--method bar --budget 300 --set bar.batch=50 --set bar.estimator.directions=2"
            + " --set bar.validations=0",
        "--method bar --set bar.steps=3 --set bar.batch=7 --set bar.estimator.directions=3"
            + " --set bar.validations=9 --seed 5",
        "--method bar --budget 600 --set bar.batch=6 --set bar.estimator.directions=4"
            + " --set bar.estimator.kind=guided --set bar.estimator.probe.directions=5",
        "--method bar --budget 600 --set bar.batch=6 --set bar.estimator.directions=4"
            + " --set bar.estimator.kind=antithetic --set bar.estimator.clip=1",
        "--method bar --set bar.steps=2 --set bar.batch=6 --set bar.estimator.directions=4"
            + " --set bar.estimator.kind=orthonormal --set bar.program.kind=additive"
            + " --set bar.program.subspace.size=3 --set bar.estimator.probe.share=0.05",
        "--method bar --money 0.4 --set bar.batch=6 --set bar.estimator.directions=4",
        "--method bar --budget 300 --labels 12 --equal-classes --set bar.batch=4"
            + " --set bar.estimator.directions=4 --set bar.program.kind=additive",
        "--method ilm --budget 900 --set search.batch=10 --set search.estimator.directions=4",
        "--method ilm --budget 900 --set search.batch=10 --set search.estimator.directions=4"
            + " --set search.refresh.source=stored --set search.refresh.everySteps=2",
        "--method random-search --set search.steps=3 --set search.batch=6",
        "--method random-search --set search.steps=3 --set search.batch=50",
        "--method cma-es --budget 500 --set search.batch=6",
        "--method zoo --budget 500 --set search.batch=6",
        "--method spsa-gc --budget 500 --set search.batch=6",
        "--method random-search --set search.steps=3 --set search.program.kind=view"
            + " --set search.random.spread=0.2",
        "--method ar --budget 300 --set ar.batch=6",
        "--method ar --budget 300 --set ar.batch=50 --set ar.validations=0"
            + " --set ar.mapping.kind=first",
        "--method ar --money 0.4 --set ar.batch=6 --set ar.mapping.kind=readout"
            + " --set ar.program.kind=additive",
        "--method ar --set ar.steps=5 --set ar.program.kind=view --set ar.mapping.kind=blm",
        "--method auto --views 3 --budget 400 --set auto.leastGain=0",
        "--method auto --budget 20",
        "--method views",
        "--method views --views 1",
        "--method views --views 7 --labels 20 --seed 9",
        "--method views --views 5 --budget 400 --classes ant,bee"
      })
  void theEstimateIsTheBill(String settings) {
    JsonNode estimate = by("estimate", settings).json();
    JsonNode bill =
        by("train", limited(settings), "--out", folder.resolve("run")).json().get("bill");
    assertThat(bill.get("settledImages")).isEqualTo(estimate.get("billedImages"));
    assertThat(bill.get("reservedImages")).isEqualTo(estimate.get("billedImages"));
    assertThat(bill.get("byCause")).isEqualTo(estimate.get("byCause"));
    assertThat(bill.get("money")).isEqualTo(estimate.get("money"));
    assertThat(bill.get("currency")).isEqualTo(estimate.get("currency"));
  }

  /** A box with a price is not trained without a limit; this one is never reached. */
  private static String limited(String settings) {
    return settings.contains("--budget") || settings.contains("--money")
        ? settings
        : settings + " --money 100";
  }

  @Test
  void theEstimateHasTheKeysThatUsersRelyOn() {
    JsonNode estimate = by("estimate", "--method views").json();
    assertThat(Spoken.keys(estimate))
        .containsExactly("billedImages", "byCause", "money", "currency", "wallSeconds");
    assertThat(estimate.get("wallSeconds").isNull()).as("a paid box is not timed").isTrue();
  }

  @Test
  void anEstimateSendsNothingToABoxThatCounts() {
    Path seen = folder.resolve("seen.txt");
    JsonNode estimate =
        Spoken.wellBy("estimate", "--box", "fake:price=2,seen=" + seen, "--data", data, "--json")
            .json();
    assertThat(estimate.get("billedImages").asLong()).isPositive();
    assertThat(seen).isEmptyFile();
  }

  @Test
  void whatIsPaidForIsWhatTheBoxSaw() throws IOException {
    Path seen = folder.resolve("seen.txt");
    JsonNode bill =
        Spoken.wellBy(
                "train",
                "--box",
                "fake:seen=" + seen,
                "--data",
                data,
                "--out",
                folder.resolve("run"),
                "--json")
            .json()
            .get("bill");
    List<String> rows = Files.readAllLines(seen);
    assertThat(rows).doesNotHaveDuplicates();
    assertThat((long) rows.size()).isEqualTo(bill.get("reservedImages").asLong());
  }

  @Test
  void trainingPrintsTheKeysThatUsersRelyOn() {
    JsonNode trained = by("train", "--views 1 --money 100", "--out", folder.resolve("run")).json();
    assertThat(Spoken.keys(trained))
        .containsExactly("run", "method", "metrics", "bill", "wallSeconds");
  }
}

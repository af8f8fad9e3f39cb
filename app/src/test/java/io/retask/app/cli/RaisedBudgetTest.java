package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods with steps go on from the last one when their budget is raised. */
final class RaisedBudgetTest {
  private static final String BAR =
      "--method bar --set bar.batch=6 --set bar.estimator.directions=3";

  @TempDir private static Path world;
  private static Path data;
  @TempDir private Path folder;
  private Path run;
  private Path seen;

  @BeforeAll
  static void makeWorld() throws IOException {
    data = TinyWorld.pictures(world.resolve("data"), 12, "ant", "bee", "cat");
  }

  @BeforeEach
  void name() {
    run = folder.resolve("run");
    seen = folder.resolve("seen.txt");
  }

  private Spoken train(String settings, String dials, long budget) {
    List<Object> words = new ArrayList<>(List.of("train", "--data", data, "--out", run));
    words.addAll(List.of("--box", "fake:" + dials + "seen=" + seen, "--budget", budget, "--json"));
    words.addAll(List.of((Object[]) settings.split(" ")));
    return Spoken.by(words.toArray());
  }

  private static double steps(JsonNode trained) {
    return trained.get("metrics").get("steps").asDouble();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        BAR,
        "--method ilm --set search.batch=6 --set search.estimator.directions=3"
            + " --set search.refresh.everySteps=2",
        "--method ilm --set search.batch=6 --set search.estimator.directions=3"
            + " --set search.refresh.everySteps=2 --set search.refresh.source=stored",
        "--method cma-es --set search.batch=6",
        "--method ar --set ar.batch=6"
      })
  void aFinishedRunGoesOnWithAHigherBudget(String settings) throws IOException {
    JsonNode first = train(settings, "", 300).json();
    Spoken.wellBy("evaluate", run);
    Spoken resumed = Spoken.wellBy("resume", run, "--budget", 700, "--json");
    JsonNode second = resumed.json();
    assertThat(resumed.err()).contains("about to bill at most ", " images are settled already\n");
    assertThat(steps(second)).isGreaterThan(steps(first) + 3);
    JsonNode bill = Spoken.wellBy("ledger", "show", run, "--json").json();
    long evaluation = bill.get("byCause").path("evaluation").asLong();
    assertThat(bill.get("reservedImages").asLong() - evaluation).isBetween(600L, 700L);
    if (!settings.contains("--method ar")) {
      assertThat(Files.readAllLines(seen)).doesNotHaveDuplicates();
    }
    assertThat(steps(Spoken.wellBy("resume", run, "--json").json())).isEqualTo(steps(second));
    Spoken.wellBy("evaluate", run);
    Spoken.wellBy("report", run);
  }

  @Test
  void failedAttemptsEndARunEarlierAndNotWithoutAResult() throws IOException {
    // 27 for the baselines, 9 of them validation; a step takes 24: the box dies in the last one
    long budget = 24 + 3 * 24 + 6;
    String settings = BAR + " --set bar.validations=1";
    assertThat(train(settings, "fails=90,", budget).code()).isEqualTo(4);
    JsonNode made = Spoken.wellBy("resume", run, "--json").json();
    assertThat(steps(made)).isEqualTo(2);
    assertThat(made.get("metrics").get("validationAccuracy").isNumber()).isTrue();
    assertThat(made.get("bill").get("reservedImages").asLong()).isLessThanOrEqualTo(budget);
    assertThat(run.resolve("report.html")).exists();
    Spoken.wellBy("resume", run);
    assertThat(steps(Spoken.wellBy("resume", run, "--budget", budget + 60, "--json").json()))
        .isGreaterThan(2);
  }

  @Test
  void aChangedRecipeIsRefusedBeforeAnythingIsWritten() throws IOException {
    train(BAR, "", 300);
    Path recipe = run.resolve("recipe.yaml");
    String changed = Files.readString(recipe).replace("batch: 6", "batch: 5");
    Files.writeString(recipe, changed);
    List<String> before = Files.readAllLines(seen);
    Spoken spoken = Spoken.by("resume", run, "--budget", 700);
    assertThat(spoken)
        .isEqualTo(
            new Spoken(
                2,
                "",
                "retask: the checkpoint '%s' was made with other settings (batch: 6; now batch: 5); put the recipe back as it was, or begin a new run in another folder\n"
                    .formatted(run.resolve("checkpoints/latest.ckpt"))));
    assertThat(recipe).hasContent(changed);
    assertThat(Files.readAllLines(seen)).isEqualTo(before);
    Files.writeString(recipe, changed.replace("batch: 5", "batch: 6"));
    Spoken.wellBy("resume", run);
  }
}

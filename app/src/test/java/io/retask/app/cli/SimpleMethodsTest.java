package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The methods without a program, from training to prediction. */
final class SimpleMethodsTest {
  @TempDir private static Path world;
  private static Path box;
  private static Path data;
  private static Path fresh;
  @TempDir private Path folder;

  @BeforeAll
  static void makeTheWorld() throws IOException {
    box = TinyWorld.box(world.resolve("box"));
    data = TinyWorld.pictures(world.resolve("data"), 12, "ant", "bee", "cat");
    fresh = world.resolve("fresh.png");
    TinyWorld.picture(fresh, 1, 987);
  }

  @ParameterizedTest
  @CsvSource({
    "majority, 0, 0, 1",
    "raw, 0, 0, 1",
    "first-k, 0, 1, 2",
    "frequency, 24, 1, 7",
    "blm, 24, 1, 7",
    "blm+, 24, 1, 7",
    "knn, 24, 1, 7",
    "readout, 24, 1, 7"
  })
  void trainEvaluatePredictAndReport(String method, int learning, int perPrediction, int baselines)
      throws IOException {
    Path run = folder.resolve("run");
    Spoken.wellBy("train", "--box", box, "--data", data, "--method", method, "--out", run);
    assertThat(images(run)).isEqualTo(learning);
    JsonNode figures = Spoken.wellBy("evaluate", run, "--data", data, "--json").json();
    assertThat(figures.get("n").asInt()).isEqualTo(12);
    assertThat(figures.get("baselines")).hasSize(baselines);
    assertThat(figures.get("baselines").findValuesAsText("method")).doesNotContain(method);
    assertThat(figures.get("conclusion").asText())
        .contains(perPrediction == 0 ? "“" + method + "”" : "“raw pixels”");
    assertThat(images(run)).isEqualTo(learning + 12 * perPrediction);
    List<String> csv = Spoken.wellBy("predict", run, fresh).out().lines().toList();
    assertThat(csv).hasSize(2);
    assertThat(images(run)).isEqualTo(learning + 13 * perPrediction);
    Spoken.wellBy("report", run);
    Spoken.wellBy("resume", run);
    assertThat(images(run)).isEqualTo(learning + 13 * perPrediction);
    assertThat(Files.readString(run.resolve("artefact/manifest.json"))).contains("\"format\" : 3");
  }

  private static int images(Path run) {
    return Spoken.wellBy("ledger", "show", run, "--json").json().get("reservedImages").asInt();
  }
}

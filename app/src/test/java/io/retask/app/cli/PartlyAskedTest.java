package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A budget below one image a labelled row, from training to the report. */
final class PartlyAskedTest {
  @TempDir private static Path world;
  private static Path box;
  private static Path data;
  @TempDir private Path folder;

  @BeforeAll
  static void makeTheWorld() throws IOException {
    box = TinyWorld.box(world.resolve("box"));
    data = TinyWorld.pictures(world.resolve("data"), 20, "ant", "bee", "cat");
  }

  private Path trained(int budget) {
    Path run = folder.resolve("run");
    Spoken.wellBy("train", "--box", box, "--data", data, "--budget", budget, "--out", run);
    assertThat(images(run).path("reservedImages").asInt()).isLessThanOrEqualTo(budget);
    assertThat(run.resolve("report.html")).exists();
    return run;
  }

  private static JsonNode images(Path run) {
    return Spoken.wellBy("ledger", "show", run, "--json").json();
  }

  @Test
  void baselinesLearnFromWhatWasAskedAndTheReportSaysHowMuch() {
    Path run = trained(24);
    String part =
        "The training asked the box about 24 of 42 labelled examples: the baselines that ask it"
            + " learned from these";
    assertThat(run.resolve("report.html"))
        .content()
        .contains(part, "24 (cross-validation)")
        .doesNotContain("42 (cross-validation)")
        .contains("the budget covers 24 of the 42 labelled rows once");
    Spoken.wellBy("report", run);
    assertThat(run.resolve("report.html")).content().contains(part, "24 (cross-validation)");
    JsonNode figures = Spoken.wellBy("evaluate", run, "--json").json();
    assertThat(figures.get("n").asInt()).isEqualTo(18);
    assertThat(figures.get("baselines").findValuesAsText("method")).contains("readout", "raw");
    assertThat(figures.get("labelledExamples").asInt()).isEqualTo(42);
    assertThat(figures.get("askedExamples").asInt()).isEqualTo(24);
    JsonNode bill = images(run).get("byCause");
    assertThat(bill.path("baseline").asInt()).isZero();
    assertThat(bill.path("views").asInt()).isEqualTo(24);
    assertThat(bill.path("evaluation").asInt()).isEqualTo(18);
    Spoken.wellBy("report", run);
    assertThat(run.resolve("report.html"))
        .content()
        .contains(part, "18 (held-out test)", "It learned from the 24 of 42 labelled rows");
  }

  @Test
  void whereNothingWasAskedNothingIsBilledForBaselines() {
    Path run = trained(14);
    JsonNode figures = Spoken.wellBy("evaluate", run, "--json").json();
    assertThat(figures.get("baselines").findValuesAsText("method"))
        .containsExactly("majority", "raw");
    assertThat(images(run).get("reservedImages").asInt()).isZero();
  }
}

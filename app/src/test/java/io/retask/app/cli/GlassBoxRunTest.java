package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Method {@code ar} from training to prediction, beside others, and where it is refused. */
final class GlassBoxRunTest {
  @TempDir private static Path world;
  private static Path box;
  private static Path data;
  @TempDir private Path folder;

  @BeforeAll
  static void makeWorld() throws IOException {
    box = TinyWorld.box(world.resolve("box"));
    data = TinyWorld.pictures(world.resolve("data"), 12, "ant", "bee", "cat");
  }

  private static int images(Path run) {
    return Spoken.wellBy("ledger", "show", run, "--json").json().get("reservedImages").asInt();
  }

  @Test
  void trainEvaluatePredictReportAndResume() throws IOException {
    Path run = folder.resolve("run");
    Spoken.wellBy(
        "train",
        "--box",
        box,
        "--data",
        data,
        "--method",
        "ar",
        "--budget",
        200,
        "--out",
        run,
        "--set",
        "ar.mapping.kind=readout",
        "--set",
        "ar.batch=6");
    int learned = images(run);
    assertThat(learned).isLessThanOrEqualTo(200);
    Spoken.wellBy("report", run);
    Spoken.wellBy("resume", run);
    assertThat(images(run)).as("a finished run shows nothing again").isEqualTo(learned);
    JsonNode figures = Spoken.wellBy("evaluate", run, "--data", data, "--json").json();
    assertThat(figures.get("n").asInt()).isEqualTo(12);
    Spoken.wellBy("report", run);
    Path picture = world.resolve("data/ant/p00.png");
    assertThat(Spoken.wellBy("predict", run, picture).out().lines()).hasSize(2);
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("trained by gradients from inside the box, which no query tells");
  }

  @Test
  void compareSetsItBesideTheOthersAtEqualBillsAndSaysThatItSeesInside() throws IOException {
    Path out = folder.resolve("comparison");
    JsonNode rows =
        Spoken.wellBy(
                "compare",
                "--box",
                box,
                "--data",
                data,
                "--methods",
                "ar,bar,readout",
                "--budgets",
                "100,200",
                "--seeds",
                2,
                "--out",
                out,
                "--json",
                "--set",
                "ar.batch=5",
                "--set",
                "bar.batch=5",
                "--set",
                "bar.estimator.directions=3")
            .json();
    assertThat(rows).hasSize(12);
    for (JsonNode row : rows) {
      assertThat(row.get("refused").isNull()).isTrue();
      assertThat(row.get("billedImages").asLong()).isLessThanOrEqualTo(row.get("budget").asLong());
      if (row.get("method").asText().equals("ar")) {
        assertThat(row.get("billedImages").asLong()).isGreaterThan(row.get("budget").asLong() - 5);
      }
    }
    assertThat(Files.readString(out.resolve("comparison.html")))
        .contains(
            "“ar” sees inside the box: it says what gradients can do, which no method that only"
                + " asks can use.");
  }

  @Test
  void aBoxThatIsNoFileIsRefusedWithWhatToDo() {
    Spoken spoken =
        Spoken.by(
            "train",
            "--box",
            "http+oip://host/model",
            "--data",
            data,
            "--method",
            "ar",
            "--budget",
            200,
            "--out",
            folder.resolve("run"));
    assertThat(spoken.code()).isEqualTo(2);
    assertThat(spoken.err())
        .isEqualTo(
            "retask: the box 'http+oip://host/model' cannot be seen through: gradients need a"
                + " model.onnx (or torch:model.pt, with the module torch) on this machine with"
                + " model.box.yaml beside it; choose one, or what only asks, such as method bar or"
                + " attack zoo\n");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void otherMethodsDoNotOpenAGlassBox() {
    Spoken spoken =
        Spoken.by(
            "train",
            "--box",
            "http+oip://host/model",
            "--data",
            data,
            "--method",
            "bar",
            "--budget",
            200,
            "--out",
            folder.resolve("run"));
    assertThat(spoken.err()).startsWith("retask: nothing opens the box");
  }
}

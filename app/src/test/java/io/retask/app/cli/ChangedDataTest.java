package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.image.dataset.CountingSquares;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data that are not those of the training would be divided anew, so nothing goes on with them. */
final class ChangedDataTest {
  @TempDir private Path folder;
  private Path data;
  private Path run;

  @BeforeEach
  void name() throws IOException {
    data = TinyWorld.pictures(folder.resolve("data"), 8, "ant", "bee");
    run = folder.resolve("run");
  }

  private Path trained() {
    String box = "fake:seen=" + folder.resolve("seen.txt");
    Spoken.wellBy(
        "train", "--box", box, "--data", data, "--method", "views", "--views", 2, "--out", run);
    return run;
  }

  private void change(String how) throws IOException {
    Path one = data.resolve("ant/p03.png");
    switch (how) {
      case "added" -> TinyWorld.picture(data.resolve("ant/p99.png"), 0, 99);
      case "removed" -> Files.delete(one);
      case "changed" -> TinyWorld.picture(one, 0, 99);
      case "relabelled" -> Files.move(one, data.resolve("bee/q03.png"));
      default -> throw new IllegalArgumentException(how);
    }
  }

  private void refused(String verb) {
    Spoken spoken = Spoken.by(verb, run);
    assertThat(spoken.code()).as(verb).isEqualTo(6);
    assertThat(spoken.err())
        .contains("retask: the run was begun on data with digest ", ", but 'data' has ")
        .endsWith("would be divided anew: restore the data, or begin a new run\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"added", "removed", "changed", "relabelled"})
  void changedDataAreRefusedWhereTheyAreDivided(String how) throws IOException {
    trained();
    Path kept = TinyWorld.copy(data, folder.resolve("kept"));
    change(how);
    for (String verb : new String[] {"resume", "evaluate", "report"}) {
      refused(verb);
    }
    Spoken.wellBy("predict", run, data.resolve("bee"));
    Path changed = folder.resolve("changed");
    Files.move(data, changed);
    Files.move(kept, data);
    for (String verb : new String[] {"resume", "evaluate", "report"}) {
      Spoken.wellBy(verb, run);
    }
  }

  @Test
  void aRunThatNotedNoDigestIsHeldAgainstItsModel() throws IOException {
    Files.delete(trained().resolve("data.digest"));
    change("added");
    refused("evaluate");
    refused("report");
  }

  @Test
  void dataThatWereJudgedByNameAreFoundAgainByName() throws IOException {
    Path cache = folder.resolve("cache");
    Path drawn = Files.createDirectories(cache.resolve("data/mnist"));
    CountingSquares.writeTo(drawn, 150, 60, 3);
    Spoken.wellBy(
        "train",
        "--cache",
        cache,
        "--box",
        "fake:seen=" + folder.resolve("seen.txt"),
        "--data",
        "mnist",
        "--method",
        "views",
        "--views",
        2,
        "--out",
        run);
    Spoken.wellBy("evaluate", run, "--cache", cache, "--data", "mnist");
    assertThat(run.resolve("evaluation.json")).content().contains("\"evaluatedOn\" : \"mnist\"");
    Spoken.wellBy("report", run, "--cache", cache);
  }
}

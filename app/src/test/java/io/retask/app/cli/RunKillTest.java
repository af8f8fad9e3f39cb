package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.testkit.blackbox.SeenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole trainings in processes of their own, killed with SIGKILL at random moments and resumed: the
 * artefact has the bytes of a run that was never killed, nothing settled is sent again, and what
 * the box saw is at most what was reserved, which is at most the budget.
 */
final class RunKillTest {
  private static final long BUDGET = 20_000;
  private static final int KILLS_A_RUN = 8;
  private static final int BATCH = 6;

  @TempDir private Path folder;
  private Path data;

  private record Whole(Path artefact, Set<String> rows) {}

  private List<String> bar() throws IOException {
    return words(
        "--method",
        "bar",
        "--set",
        "bar.steps=12",
        "--set",
        "bar.batch=6",
        "--set",
        "bar.estimator.directions=5");
  }

  private List<String> ilm(String source) throws IOException {
    return words(
        "--method",
        "ilm",
        "--set",
        "search.steps=12",
        "--set",
        "search.batch=6",
        "--set",
        "search.estimator.directions=5",
        "--set",
        "search.refresh={everySteps: 3, source: " + source + "}");
  }

  private List<String> glass(String mapping) throws IOException {
    return words(
        "--method",
        "ar",
        "--set",
        "ar.steps=24",
        "--set",
        "ar.batch=" + BATCH,
        "--set",
        "ar.mapping.kind=" + mapping);
  }

  private List<String> views() throws IOException {
    return words("--method", "views", "--views", "14");
  }

  private List<String> words(String... more) throws IOException {
    if (data == null) {
      data = TinyWorld.pictures(folder.resolve("data"), 12, "ant", "bee", "cat");
    }
    List<String> words = new ArrayList<>(List.of(more));
    words.addAll(List.of("--data", data.toString(), "--budget", Long.toString(BUDGET)));
    return words;
  }

  @Test
  void twoDeathsOfATraining() throws Exception {
    List<String> words = bar();
    assertThat(killAndFinish(words, uninterrupted(words), 2, 1)).isEqualTo(2);
  }

  /** 20 deaths, or as many as {@code -Dretask.kills} says. */
  @Test
  @Tag("slow")
  void manyDeathsOfATraining() throws Exception {
    manyDeaths(bar(), Integer.getInteger("retask.kills", 20));
  }

  @Test
  void twoDeathsOfATrainingThatPlansItsMappingAgain() throws Exception {
    manyDeaths(ilm("asked"), 2);
  }

  @Test
  @Tag("slow")
  void manyDeathsOfAnEvolution() throws Exception {
    List<String> words =
        words("--method", "cma-es", "--set", "search.steps=12", "--set", "search.batch=6");
    manyDeaths(words, Integer.getInteger("retask.kills", 20) / 4);
  }

  @Test
  @Tag("slow")
  void manyDeathsOfATrainingThatPlansFromStoredAnswers() throws Exception {
    manyDeaths(ilm("stored"), Integer.getInteger("retask.kills", 20) / 2);
  }

  @Test
  @Tag("slow")
  void manyDeathsOfAMethodOfViews() throws Exception {
    manyDeaths(views(), Integer.getInteger("retask.kills", 20) / 4);
  }

  @Test
  void twoDeathsOfADescentAlongGradients() throws Exception {
    manyDeaths(glass("frequency"), 2);
  }

  @Test
  @Tag("slow")
  void manyDeathsOfADescentOfProgramAndReadout() throws Exception {
    manyDeaths(glass("readout"), Integer.getInteger("retask.kills", 20) / 2);
  }

  private void manyDeaths(List<String> words, int wanted) throws Exception {
    Whole whole = uninterrupted(words);
    int killed = 0;
    for (int run = 0; killed < wanted; run++) {
      killed += killAndFinish(words, whole, Math.min(KILLS_A_RUN, wanted - killed), 100 + run);
    }
    assertThat(killed).isEqualTo(wanted);
  }

  private Whole uninterrupted(List<String> words) throws IOException {
    Path place = Files.createDirectory(folder.resolve("whole"));
    Path seen = place.resolve("seen.txt");
    List<Object> all = new ArrayList<>(List.of("train", "--out", place.resolve("run")));
    // the box's address is part of the recipe, so the killed runs have to have the same one
    Path link = folder.resolve("seen.txt");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, seen);
    all.addAll(List.of("--box", KilledRun.box(link)));
    all.addAll(words);
    Spoken.wellBy(all.toArray());
    List<String> names = SeenFile.read(seen);
    assertThat(names).doesNotHaveDuplicates();
    return new Whole(place.resolve("run/artefact"), Set.copyOf(names));
  }

  /** Kills a run that often, at moments that spread over all of it, and lets it finish. */
  private int killAndFinish(List<String> words, Whole whole, int kills, long seed)
      throws Exception {
    Path place = Files.createDirectory(folder.resolve("run-" + seed));
    Path link = folder.resolve("seen.txt");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, place.resolve("seen.txt"));
    KilledRun run = new KilledRun(place, words, link, BUDGET, twice(words));
    int killed = 0;
    for (int kill = 0; kill < kills; kill++) {
      int left = whole.rows.size() - SeenFile.read(run.seen()).size();
      int images = KilledRun.draw(2 * left / (kills - kill) + 1, seed, 2 * kill);
      long micros = KilledRun.draw(30_000, seed, 2 * kill + 1);
      killed += run.killAfter(images, micros) ? 1 : 0;
      run.check(whole.rows);
    }
    run.harness().finish();
    run.check(whole.rows);
    assertThat(Set.copyOf(SeenFile.read(run.seen()))).isEqualTo(whole.rows);
    sameBytes(whole.artefact, run.run().resolve("artefact"));
    return killed;
  }

  /** A readout begins from answers under the program with which the first step begins. */
  private static int twice(List<String> words) {
    return words.contains("ar.mapping.kind=readout") ? BATCH : 0;
  }

  private static void sameBytes(Path whole, Path killed) throws IOException {
    List<Path> files = TinyWorld.walk(whole);
    assertThat(TinyWorld.walk(killed)).hasSameSizeAs(files);
    for (Path file : files) {
      if (Files.isRegularFile(file)) {
        assertThat(killed.resolve(whole.relativize(file))).hasSameBinaryContentAs(file);
      }
    }
  }
}

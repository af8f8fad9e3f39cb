package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.retask.blackbox.Price;
import io.retask.testkit.blackbox.SeededDraw;
import io.retask.testkit.blackbox.SeenFile;
import io.retask.testkit.meter.KillHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One run that is killed again and again, in processes of its own, and what must hold after every
 * death.
 *
 * @param folder for the run, the counter's file and the log
 * @param train the words of {@code retask train}; folder and box are added
 * @param counter the counter's file by the name that the box is given
 * @param budget the most images
 * @param twice how many rows at most are asked for their answer and shown for their gradient too,
 *     which the counter sees once
 */
record KilledRun(Path folder, List<String> train, Path counter, long budget, int twice) {
  private static final int NAME_BYTES = 37;
  private static final String CHECKED = "checked.txt";

  Path run() {
    return folder.resolve("run");
  }

  Path seen() {
    return folder.resolve("seen.txt");
  }

  /** The address of a box that counts there and takes its time. */
  static String box(Path counter) {
    return "fake:latency=2,seen=" + counter;
  }

  /** Trains or, where a run was begun, resumes. */
  KillHarness harness() {
    List<String> words = new ArrayList<>();
    if (Files.exists(run().resolve("recipe.yaml"))) {
      words.addAll(List.of("resume", run().toString()));
    } else {
      words.addAll(List.of("train", "--out", run().toString()));
      words.addAll(List.of("--box", box(counter)));
      words.addAll(train);
    }
    return new KillHarness(Main.class, words, folder.resolve("log.txt"));
  }

  /**
   * Starts it and kills it once the box saw that many images more, and a while after that.
   *
   * @return whether it was killed before its end
   */
  boolean killAfter(int images, long micros) throws InterruptedException {
    KillHarness harness = harness();
    long from = length();
    Process process = harness.start();
    while (length() < from + (long) images * NAME_BYTES) {
      if (process.waitFor(1, TimeUnit.MILLISECONDS)) {
        harness.checkEnd(process);
        return false;
      }
    }
    TimeUnit.MICROSECONDS.sleep(micros);
    boolean alive = process.isAlive();
    process.destroyForcibly();
    process.waitFor();
    return alive;
  }

  /** The bounds of the account, and that nothing settled was sent again since the last check. */
  void check(Set<String> everything) throws IOException {
    if (!Files.exists(run().resolve("ledger.db"))) {
      assertThat(SeenFile.read(seen())).isEmpty();
      return;
    }
    List<String> names = SeenFile.read(seen());
    JsonNode bill = Spoken.wellBy("ledger", "show", run(), "--json").json();
    long reserved = bill.get("reservedImages").asLong();
    long settled = bill.get("settledImages").asLong();
    long unknown = bill.get("unknownImages").asLong();
    assertThat((long) names.size()).isLessThanOrEqualTo(reserved);
    assertThat(reserved).isLessThanOrEqualTo(budget);
    assertThat(unknown).isEqualTo(reserved - settled);
    assertThat(everything).containsAll(names);
    Set<String> distinct = new HashSet<>(names);
    assertThat((long) distinct.size()).isGreaterThanOrEqualTo(settled - twice);
    assertThat((long) names.size() - distinct.size()).isLessThanOrEqualTo(unknown);
    checkSettled(names);
  }

  /** What was settled at the last check may not have come again. */
  private void checkSettled(List<String> names) throws IOException {
    Path memory = folder.resolve(CHECKED);
    if (Files.exists(memory)) {
      List<String> lines = Files.readAllLines(memory);
      int before = Integer.parseInt(lines.get(0));
      Set<String> settled = Set.copyOf(lines.subList(1, lines.size()));
      assertThat(names.subList(before, names.size())).noneMatch(settled::contains);
    }
    List<String> now = new ArrayList<>(List.of(Integer.toString(names.size())));
    now.addAll(StoredAnswers.among(names, run().resolve("ledger.db"), Price.FREE));
    Files.write(memory, now);
  }

  private long length() {
    return seen().toFile().length();
  }

  /** A number of images below {@code bound}. */
  static int draw(int bound, long seed, int index) {
    return SeededDraw.below(Math.max(1, bound), seed, index);
  }
}

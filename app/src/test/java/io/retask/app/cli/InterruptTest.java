package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.testkit.blackbox.SeenFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C stores what was paid for, says how to go on, and ends with code 130. */
final class InterruptTest {
  @TempDir private Path folder;

  @Test
  void anInterruptedTrainingGoesOn() throws Exception {
    Path data = TinyWorld.pictures(folder.resolve("data"), 12, "ant", "bee", "cat");
    Path seen = folder.resolve("seen.txt");
    List<String> words =
        List.of(
            "--data", data.toString(), "--method", "views", "--views", "14", "--budget", "2000");
    KilledRun run = new KilledRun(folder, words, seen, 2000, 0);
    Process process = run.harness().start();
    while (SeenFile.read(seen).size() < 40) {
      assertThat(process.waitFor(2, TimeUnit.MILLISECONDS)).as("ended too early").isFalse();
    }
    CtrlC.to(process);

    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(Files.readString(folder.resolve("log.txt")))
        .contains("interrupted: storing what was paid for ...\n")
        .endsWith("go on with: retask resume " + run.run() + "\n")
        .doesNotContain("Exception");
    var bill = Spoken.wellBy("ledger", "show", run.run(), "--json").json();
    int sent = SeenFile.read(seen).size();
    assertThat(sent).isBetween(40, 14 * 24 - 1);
    assertThat(bill.get("settledImages").asInt())
        .as("nothing that was paid is lost")
        .isEqualTo(sent);
    assertThat(bill.get("unknownImages").asInt()).isZero();

    Spoken.wellBy("resume", run.run());
    assertThat(SeenFile.read(seen)).hasSize(14 * 24).doesNotHaveDuplicates();
  }
}

package io.retask.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.retask.blackbox.meter.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in the middle of a run is said, and loses nothing that was settled. */
final class RunFaultsTest {
  private static final int IMAGES = 3 * 24;

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

  private Spoken train(Object box, Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("train", "--box", box, "--data", data, "--method", "views"));
    words.addAll(List.of("--views", 3, "--out", run));
    words.addAll(List.of(more));
    return Spoken.by(words.toArray());
  }

  private JsonNode bill() {
    return Spoken.wellBy("ledger", "show", run, "--json").json();
  }

  private long billed(String key) {
    return bill().get(key).asLong();
  }

  private List<String> seen() throws IOException {
    return Files.readAllLines(seen);
  }

  @Test
  void aBoxThatFailsForGoodIsCode4AndResumeGoesOn() throws IOException {
    Spoken spoken = train("fake:fails=32,seen=" + seen);
    assertThat(spoken.code()).isEqualTo(4);
    assertThat(spoken.out()).isEmpty();
    assertThat(spoken.err())
        .endsWith("retask: 'fake' answered 410 Gone; it was switched off\n")
        .doesNotContain("\tat ");
    assertThat(billed("settledImages")).isEqualTo(32);
    Set<String> settled = new HashSet<>(seen());
    assertThat(settled).hasSize(32);

    assertThat(Spoken.by("resume", run).code()).isEqualTo(4);
    assertThat(Spoken.by("resume", run).code()).isZero();
    assertThat(seen()).hasSize(IMAGES).doesNotHaveDuplicates();
    assertThat(billed("settledImages")).isEqualTo(IMAGES);
    assertThat(billed("unknownImages")).isEqualTo(billed("reservedImages") - IMAGES);
  }

  @Test
  void attemptsThatFailedEatTheBudgetUntilItIsRaised() throws IOException {
    assertThat(train("fake:fails=32,seen=" + seen, "--budget", IMAGES).code()).isEqualTo(4);
    Spoken spoken = Spoken.by("resume", run);
    assertThat(spoken.code()).isEqualTo(3);
    assertThat(spoken.out()).isEmpty();
    assertThat(spoken.err())
        .contains("more images are needed, but the training budget of 72 images covers ")
        .contains("they were not sent; raise the budget");
    assertThat(billed("reservedImages")).isLessThanOrEqualTo(IMAGES);
    assertThat(billed("settledImages")).isGreaterThanOrEqualTo(32);

    assertThat(Spoken.by("resume", run, "--budget", IMAGES - 1).err())
        .isEqualTo(
            "retask: the budget of the run is 72 images and can only be raised, not set to 71"
                + " images\n");
    // each process sends 32 images at most before this box dies
    int code = 4;
    for (int i = 0; i < 4 && code != 0; i++) {
      code = Spoken.by("resume", run, "--budget", IMAGES + 40).code();
    }
    assertThat(code).isZero();
    assertThat(seen()).hasSize(IMAGES).doesNotHaveDuplicates();
    assertThat(run.resolve("recipe.yaml")).content().contains("images: 112");
  }

  @Test
  void aFailureThatPassesIsTriedAgainAndPaidAgain() {
    Spoken spoken = train("fake:fails=36,again=yes,seen=" + seen);
    assertThat(spoken.code()).isEqualTo(4);
    assertThat(billed("unknownImages")).as("three attempts of a part").isGreaterThanOrEqualTo(12);
  }

  @Test
  void anotherRunInTheFolderIsRefused() throws IOException {
    assertThat(train("fake:fails=32,seen=" + seen).code()).isEqualTo(4);
    JsonNode before = bill();
    Spoken spoken;
    try (RunLock held = RunLock.take(run)) {
      assertThat(held).isNotNull();
      spoken = Spoken.by("resume", run);
    }
    assertThat(spoken.code()).isEqualTo(2);
    assertThat(spoken.out()).isEmpty();
    assertThat(spoken.err())
        .endsWith(
            "retask: another run is at work in "
                + run
                + "; wait for it or stop it, or name another folder with --out\n");
    assertThat(bill()).isEqualTo(before);
    assertThat(seen()).hasSize(32);
  }

  @Test
  void aFolderThatHoldsARunIsNotTakenAgain() {
    assertThat(train("fake:seen=" + seen).code()).isZero();
    Spoken spoken = train("fake:seen=" + seen);
    assertThat(spoken)
        .isEqualTo(
            new Spoken(
                2,
                "",
                "retask: '%s' holds a run already; go on with 'retask resume %s', or name another folder%n"
                    .formatted(run, run)));
    assertThat(billed("reservedImages")).isEqualTo(IMAGES);
  }

  @Test
  void aFolderThatCannotBeMadeIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    run = file.resolve("run");
    Spoken spoken = train("fake:seen=" + seen);
    assertThat(spoken.code()).isEqualTo(2);
    assertThat(spoken.err())
        .startsWith("retask: the folder '" + run + "' cannot be made: ")
        .endsWith("; name a folder that can be written\n");
    assertThat(seen).isEmptyFile();
  }

  @Test
  void aReadOnlyDiskIsSaidBeforeAnythingIsSent() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "64k")) {
      disk.remount("ro");
      run = disk.path().resolve("run");
      Spoken spoken = train("fake:seen=" + seen);
      assertThat(spoken.code()).isEqualTo(2);
      assertThat(spoken.err())
          .startsWith("retask: the folder '" + run + "' cannot be made: ")
          .contains("Read-only file system")
          .endsWith("; name a folder that can be written\n");
      assertThat(seen).isEmptyFile();
    }
  }

  /** What a ledger says that cannot be written. */
  private String unwritable(String words) {
    return "retask: the ledger %s cannot be written: %s, then give the same command again (a training: `retask resume RUN`)\n"
        .formatted(run.resolve("ledger.db"), words);
  }

  @Test
  void aDiskThatFillsUpUnderAnswersLosesOnlyThoseAndResumeGoesOn() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "2m")) {
      run = disk.path().resolve("run");
      Spoken spoken = train("fake:fills=" + disk.path() + ",seen=" + seen);
      assertThat(spoken.code()).as(spoken.err()).isEqualTo(2);
      String lost = "up to N answers that were paid for could not be stored and count as unknown";
      assertThat(spoken.err().replaceFirst("up to \\d+ answers", "up to N answers"))
          .doesNotContain("\tat ")
          .endsWith(unwritable("the disk is full; " + lost + "; free space"));

      disk.remount("size=8m");
      long settled = billed("settledImages");
      int before = seen().size();
      assertThat(settled).isLessThan(before);
      assertThat(Spoken.by("resume", run).code()).isZero();
      assertThat(seen().size() - before).isEqualTo(IMAGES - settled);
      assertThat((long) seen().size()).isLessThanOrEqualTo(billed("reservedImages"));
      assertThat(billed("settledImages")).isEqualTo(IMAGES);
    }
  }

  @Test
  void aDiskWithoutRoomForANoteSendsNothing() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "8m")) {
      run = disk.path().resolve("run");
      assertThat(train("fake:fails=32,seen=" + seen).code()).isEqualTo(4);
      disk.fillUpTo(48 * 1024);
      Spoken spoken = Spoken.by("resume", run);
      assertThat(spoken.code()).isEqualTo(2);
      assertThat(spoken.err())
          .endsWith(unwritable("the disk is full; nothing was sent; free space"));
      assertThat(seen()).hasSize(32);

      disk.empty();
      assertThat(billed("settledImages")).isEqualTo(32);
    }
  }

  @Test
  void aDiskWithoutRoomToOpenTheLedgerSendsNothing() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "8m")) {
      run = disk.path().resolve("run");
      assertThat(train("fake:fails=32,seen=" + seen).code()).isEqualTo(4);
      disk.fillUpTo(0);
      Spoken spoken = Spoken.by("resume", run);
      assertThat(spoken.code()).isEqualTo(2);
      // SQLite does not say why the memory that its readers share cannot grow
      assertThat(spoken.err())
          .contains("cannot be written: [SQLITE_IOERR_SHMSIZE] ")
          .endsWith(
              "; nothing was sent; check the disk and the folder, then give the same command again"
                  + " (a training: `retask resume RUN`)\n");
      assertThat(seen()).hasSize(32);

      disk.empty();
      assertThat(billed("settledImages")).isEqualTo(32);
    }
  }

  @Test
  void aChangedBoxIsRefusedEverywhere() throws IOException {
    Path box = TinyWorld.box(folder.resolve("box"));
    assertThat(train(box).code()).isZero();
    JsonNode before = bill();
    TinyWorld.box(folder.resolve("box"), 2, "");
    for (String verb : List.of("resume", "evaluate", "predict")) {
      Spoken spoken =
          "predict".equals(verb) ? Spoken.by(verb, run, data.resolve("ant")) : Spoken.by(verb, run);
      assertThat(spoken.code()).as(verb).isEqualTo(6);
      assertThat(spoken.err())
          .contains("its answers would mean something else: restore the box, or ");
    }
    assertThat(bill()).isEqualTo(before);
    TinyWorld.box(folder.resolve("box"));
    Spoken.wellBy("resume", run);
    assertThat(billed("reservedImages")).isEqualTo(before.get("reservedImages").asLong());
  }

  /** What is spent and what it may cost would otherwise be told at the price of yesterday. */
  @Test
  void anotherPriceIsRefusedUntilTheOldOneIsBack() throws IOException {
    Path box = TinyWorld.box(folder.resolve("box"));
    assertThat(train(box, "--budget", "1000").code()).isZero();
    JsonNode before = bill();
    TinyWorld.box(folder.resolve("box"), 1, "price: {per1000Images: 2, currency: USD}");
    for (List<Object> words :
        List.<List<Object>>of(
            List.of("resume", run, "--budget", "2000"),
            List.of("evaluate", run),
            List.of("predict", run, data.resolve("ant")))) {
      Spoken spoken = Spoken.by(words.toArray());
      assertThat(spoken.code()).as(spoken.err()).isEqualTo(2);
      assertThat(spoken.err())
          .contains(
              "at 0 USD for 1,000 images, but its price is 2 USD for 1,000 images now; write the"
                  + " old price back to go on")
          .doesNotContain("\tat ");
    }
    assertThat(bill()).isEqualTo(before);
    TinyWorld.box(folder.resolve("box"));
    Spoken.wellBy("evaluate", run);
  }

  @Test
  void aDamagedArtefactIsCode6AndResumeMakesItAgain() throws IOException {
    assertThat(train("fake:seen=" + seen).code()).isZero();
    Path manifest = run.resolve("artefact/manifest.json");
    byte[] whole = Files.readAllBytes(manifest);
    Files.write(manifest, Arrays.copyOf(whole, whole.length / 2));
    Spoken spoken = Spoken.by("evaluate", run);
    assertThat(spoken.code()).isEqualTo(6);
    assertThat(spoken.err()).startsWith("retask: ").contains("manifest.json");
    Spoken.wellBy("resume", run);
    assertThat(Files.readAllBytes(manifest)).isEqualTo(whole);
    assertThat(seen()).hasSize(IMAGES);
  }

  @Test
  void aFlippedBitOrAPartOfAnotherRunIsCode6() throws IOException {
    assertThat(train("fake:seen=" + seen).code()).isZero();
    Path tensors = run.resolve("artefact/mapping.safetensors");
    byte[] whole = Files.readAllBytes(tensors);
    byte[] damaged = whole.clone();
    damaged[whole.length - 2] ^= 1;
    Files.write(tensors, damaged);
    for (String verb : List.of("evaluate", "report")) {
      Spoken spoken = Spoken.by(verb, run);
      assertThat(spoken.code()).as(spoken.err()).isEqualTo(6);
      assertThat(spoken.err()).contains("mapping.safetensors' is damaged or of another model");
    }
    Spoken.wellBy("resume", run);
    assertThat(Files.readAllBytes(tensors)).isEqualTo(whole);
  }

  @Test
  void aDamagedLedgerIsCode6() throws IOException {
    assertThat(train("fake:seen=" + seen).code()).isZero();
    Files.writeString(run.resolve("ledger.db"), "no ledger at all, but long enough to look at");
    for (String verb : List.of("resume", "evaluate")) {
      Spoken spoken = Spoken.by(verb, run);
      assertThat(spoken.code()).as(spoken.err()).isEqualTo(6);
      assertThat(spoken.err())
          .contains(
              "is not a ledger of this software; move it away, or name the folder of another run");
    }
    assertThat(seen()).hasSize(IMAGES);
  }
}

package io.retask.testkit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.CorruptArtifact;
import io.retask.RetaskException;
import io.retask.optim.DescentState;
import io.retask.optim.Schedule;
import io.retask.train.CheckpointFolder;
import io.retask.train.FileCheckpoints;
import io.retask.train.Horizon;
import io.retask.train.TrainState;
import io.retask.train.ValidationPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckpointsTest {
  @TempDir Path folder;
  private final Setting setting = new Setting(10_000);

  private FileCheckpoints<DescentState> store(String run) {
    return new FileCheckpoints<>(folder, setting.optimizer, run);
  }

  private Path saved() {
    setting.trainer(3, Setting.everyOtherStep(), store("a")).run(setting.initial());
    return folder.resolve("latest.ckpt");
  }

  @Test
  void anEmptyFolderHasNoState() {
    assertThat(store("a").latest()).isEmpty();
  }

  @Test
  void aMissingFolderIsMade() {
    folder = folder.resolve("deep").resolve("er");
    assertThat(saved()).exists();
  }

  @Test
  void whatWasSavedComesBack() {
    saved();
    TrainState<DescentState> state = store("a").latest().orElseThrow();
    assertThat(state.step()).isEqualTo(3);
    assertThat(state.history()).hasSize(3);
    assertThat(state.history().get(1).validation()).isPresent();
    assertThat(state.settledImages()).isEqualTo(3 * Setting.STEP + 4);
  }

  @Test
  void nothingIsLeftBesideTheFile() throws IOException {
    saved();
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aHalfWrittenFileBesideItIsNotRead() throws IOException {
    saved();
    Files.write(folder.resolve("latest.ckpt.new"), new byte[] {1, 2, 3});
    assertThat(store("a").latest().orElseThrow().step()).isEqualTo(3);
  }

  @Test
  void anyByteThatIsChangedIsNoticed() throws IOException {
    Path file = saved();
    byte[] good = Files.readAllBytes(file);
    for (int i = 0; i < good.length; i += 3) {
      byte[] bad = good.clone();
      bad[i] ^= 0x10;
      Files.write(file, bad);
      assertThatThrownBy(() -> store("a").latest()).isInstanceOf(CorruptArtifact.class);
    }
  }

  @Test
  void aTruncatedFileIsNoticed() throws IOException {
    Path file = saved();
    byte[] good = Files.readAllBytes(file);
    for (int length : new int[] {0, 7, 12, 20, good.length - 1}) {
      Files.write(file, Arrays.copyOf(good, length));
      assertThatThrownBy(() -> store("a").latest()).isInstanceOf(CorruptArtifact.class);
    }
  }

  @Test
  void aDamagedFileSaysWhatToDo() throws IOException {
    Path file = saved();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> store("a").latest())
        .hasMessage(
            "the checkpoint '%s' is damaged: its checksum is another; move it away to begin the run again"
                .formatted(file));
  }

  @Test
  void aForeignFileIsNoCheckpoint() throws IOException {
    Path file = folder.resolve("latest.ckpt");
    Files.writeString(file, "a letter to a friend, long enough");
    assertThatThrownBy(() -> store("a").latest())
        .isInstanceOf(CorruptArtifact.class)
        .hasMessage("'%s' is no checkpoint; move it away to begin the run again".formatted(file));
  }

  @Test
  void aNewerVersionIsNamed() throws IOException {
    Path file = saved();
    byte[] bytes = Files.readAllBytes(file);
    bytes[11] = 2;
    Files.write(file, bytes);
    assertThatThrownBy(() -> store("a").latest())
        .isInstanceOf(CorruptArtifact.class)
        .hasMessage(
            "the checkpoint '%s' is of version 2, but this software reads version 1; use the software that wrote it"
                .formatted(file));
  }

  @Test
  void aRunWithOtherSettingsIsRefused() {
    Path file = saved();
    assertThatThrownBy(() -> store("b").latest())
        .isInstanceOf(RetaskException.class)
        .hasMessage(
            "the checkpoint '%s' was made with other settings (a; now b); put the recipe back as it was, or begin a new run in another folder"
                .formatted(file));
  }

  @Test
  void onlyTheSettingsThatDifferAreNamed() {
    setting
        .trainer(1, ValidationPlan.none(), store("seed: 1\nbar:\n  batch: 5\n"))
        .run(setting.initial());
    CheckpointFolder other =
        new CheckpointFolder(folder, "seed: 1\nbar:\n  batch: 6\n  steps: 2\n");
    assertThatThrownBy(other::steps)
        .isInstanceOf(RetaskException.class)
        .hasMessageContaining(" was made with other settings (batch: 5; now batch: 6, steps: 2); ");
  }

  @Test
  void theStepsOfAFolderAreThoseOfItsLastSegment() {
    CheckpointFolder kept = new CheckpointFolder(folder, "a");
    assertThat(kept.steps()).isZero();
    setting
        .trainer(3, ValidationPlan.none(), kept.segment(0, setting.optimizer))
        .run(setting.initial());
    setting
        .trainer(5, ValidationPlan.none(), kept.segment(1, setting.optimizer))
        .run(setting.initial());
    assertThat(kept.steps()).isEqualTo(5);
    assertThatThrownBy(() -> new CheckpointFolder(folder, "b").steps())
        .isInstanceOf(RetaskException.class);
  }

  /** eta of step t is t of its T, so a schedule tells which T it took. */
  @Test
  void stepsThatWereMadeKeepTheNumberThatWasPlannedThen() {
    CheckpointFolder kept = new CheckpointFolder(folder, "a");
    assertThat(kept.horizon(4)).isEqualTo(Horizon.of(4));
    setting.trainer(4, ValidationPlan.none(), kept.whole(setting.optimizer)).run(setting.initial());
    Schedule raised = kept.horizon(10).schedule(steps -> step -> 100 * steps + step);
    assertThat(raised.at(3)).isEqualTo(403);
    assertThat(raised.at(4)).isEqualTo(1004);
    setting.trainer(6, ValidationPlan.none(), kept.whole(setting.optimizer)).run(setting.initial());
    assertThat(kept.horizon(10).schedule(steps -> step -> steps).at(3)).isEqualTo(4);
    assertThat(kept.horizon(10).schedule(steps -> step -> steps).at(5)).isEqualTo(10);
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path blocked = Files.writeString(folder.resolve("file"), "x");
    folder = blocked;
    assertThatThrownBy(this::saved)
        .isInstanceOf(RetaskException.class)
        .hasMessageStartingWith(
            "the checkpoint '%s' cannot be written: ".formatted(blocked.resolve("latest.ckpt")))
        .hasMessageEndingWith("; make room or choose another folder");
  }
}

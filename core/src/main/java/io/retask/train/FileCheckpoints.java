package io.retask.train;

import io.retask.CorruptArtifact;
import io.retask.RetaskException;
import io.retask.optim.StateCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One file, {@code latest.ckpt}. A new state is written beside it, forced to the disk, then moved
 * over it in one instant.
 *
 * @param <S> the state of the optimiser
 */
public final class FileCheckpoints<S> implements CheckpointStore<S> {
  private static final String NAME = "latest.ckpt";
  private final Path folder;
  private final CheckpointFormat<S> format;

  /**
   * A store in a folder, which is made where it is missing.
   *
   * @param states reads and writes the state: the optimiser
   * @param run what identifies the settings of the run, see {@link CheckpointFolder}; a checkpoint
   *     of other settings is refused
   */
  public FileCheckpoints(Path folder, StateCodec<S> states, String run) {
    this.folder = folder;
    this.format = new CheckpointFormat<>(states, run);
  }

  @Override
  public Optional<TrainState<S>> latest() {
    return read(folder, format::decode);
  }

  /** How many steps were made until the state that a folder holds; empty if it holds none. */
  static Optional<Long> steps(Path folder, String run) {
    return read(folder, (bytes, file) -> CheckpointFormat.step(bytes, file, run));
  }

  private interface Reading<T> {
    T of(byte[] bytes, Path file) throws IOException;
  }

  private static <T> Optional<T> read(Path folder, Reading<T> reading) {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(reading.of(Files.readAllBytes(file), file));
    } catch (IOException e) {
      throw new CorruptArtifact(
          "the checkpoint '%s' cannot be read: %s; move it away to begin the run again"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  @Override
  public void save(TrainState<S> state) {
    Path file = folder.resolve(NAME);
    try {
      replace(file, format.encode(state));
    } catch (IOException e) {
      throw new RetaskException(
          "the checkpoint '%s' cannot be written: %s; make room or choose another folder"
              .formatted(file, e),
          e);
    }
  }

  /** Writes a file beside its place, forces it to the disk and moves it there. */
  static void replace(Path file, byte[] bytes) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.createDirectories(file.toAbsolutePath().getParent());
    force(beside, ByteBuffer.wrap(bytes));
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void force(Path file, ByteBuffer bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}

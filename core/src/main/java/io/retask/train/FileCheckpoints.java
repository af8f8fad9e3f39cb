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
   * @param run what identifies the settings of the run, such as a digest of its recipe; a
   *     checkpoint of other settings is refused
   */
  public FileCheckpoints(Path folder, StateCodec<S> states, String run) {
    this.folder = folder;
    this.format = new CheckpointFormat<>(states, run);
  }

  @Override
  public Optional<TrainState<S>> latest() {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(format.decode(Files.readAllBytes(file), file));
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
    Path beside = folder.resolve(NAME + ".new");
    try {
      Files.createDirectories(folder);
      force(beside, ByteBuffer.wrap(format.encode(state)));
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new RetaskException(
          "the checkpoint '%s' cannot be written: %s; make room or choose another folder"
              .formatted(file, e),
          e);
    }
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

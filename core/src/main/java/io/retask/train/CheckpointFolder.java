package io.retask.train;

import io.retask.CorruptArtifact;
import io.retask.RetaskException;
import io.retask.optim.StateCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The checkpoints of one run, in one place for all of it or in one for each of its segments.
 *
 * @param path the folder
 * @param run what identifies the settings of the run: its recipe without the budget, which may be
 *     raised; a checkpoint of other settings is refused
 */
public record CheckpointFolder(Path path, String run) {
  private static final String SEGMENT = "segment-";
  private static final String HORIZON = "steps.txt";

  /** The checkpoints of a run that has no segments. */
  public <S> CheckpointStore<S> whole(StateCodec<S> states) {
    return new FileCheckpoints<>(path, states, run);
  }

  /** The checkpoints of one segment, from 0. */
  public <S> CheckpointStore<S> segment(long number, StateCodec<S> states) {
    Path own = path.resolve(String.format(Locale.ROOT, SEGMENT + "%06d", number));
    return new FileCheckpoints<>(own, states, run);
  }

  /**
   * How many steps were made so far.
   *
   * @throws CorruptArtifact if a checkpoint is damaged or foreign
   * @throws RetaskException if one was made with other settings
   */
  public long steps() {
    try (Stream<Path> inside = Files.exists(path) ? Files.list(path) : Stream.empty()) {
      Stream<Path> segments =
          inside.filter(each -> String.valueOf(each.getFileName()).startsWith(SEGMENT)).sorted();
      return Stream.concat(Stream.of(path), segments)
          .mapToLong(each -> FileCheckpoints.steps(each, run).orElse(0L))
          .max()
          .orElse(0);
    } catch (IOException failure) {
      throw new CorruptArtifact(
          "the checkpoints in '%s' cannot be read: %s; allow reading".formatted(path, failure),
          failure);
    }
  }

  /**
   * What schedules are laid over: {@code planned} steps from the next step on, and for those that
   * were made what was planned then.
   */
  public Horizon horizon(long planned) {
    Path file = path.resolve(HORIZON);
    try {
      Horizon before = Files.exists(file) ? Horizon.parse(Files.readString(file)) : Horizon.none();
      Horizon now = before.from(steps(), planned);
      if (!now.equals(before)) {
        FileCheckpoints.replace(file, now.toString().getBytes(StandardCharsets.UTF_8));
      }
      return now;
    } catch (IOException | IllegalArgumentException failure) {
      throw new CorruptArtifact(
          "'%s' cannot be read or written: %s; make room, or put it back".formatted(file, failure),
          failure);
    }
  }
}

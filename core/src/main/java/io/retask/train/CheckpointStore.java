package io.retask.train;

import java.util.Optional;

/**
 * Where a run is kept between steps. Laws: {@link #latest} gives back, bit for bit, the last state
 * that was saved; a kill at any instant leaves the state before or the state after.
 *
 * @param <S> the state of the optimiser
 */
public interface CheckpointStore<S> {
  /**
   * The last state that was saved, if any.
   *
   * @throws io.retask.CorruptArtifact if there is one but it cannot be read
   */
  Optional<TrainState<S>> latest();

  /** Keeps a state in place of the one before. */
  void save(TrainState<S> state);

  /** Keeps nothing: a killed run begins again. */
  static <S> CheckpointStore<S> none() {
    return new CheckpointStore<>() {
      @Override
      public Optional<TrainState<S>> latest() {
        return Optional.empty();
      }

      @Override
      public void save(TrainState<S> state) {
        // Nothing is kept.
      }
    };
  }
}

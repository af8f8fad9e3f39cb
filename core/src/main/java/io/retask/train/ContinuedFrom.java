package io.retask.train;

import java.util.Optional;

/**
 * The checkpoints of a run that goes on where another one ended: before the first of them stands
 * the state that the other one left.
 *
 * @param <S> the state of the optimiser
 */
public final class ContinuedFrom<S> implements CheckpointStore<S> {
  private final TrainState<S> left;
  private final CheckpointStore<S> own;

  private ContinuedFrom(TrainState<S> left, CheckpointStore<S> own) {
    this.left = left;
    this.own = own;
  }

  /**
   * Begins, or goes on. What was billed between the runs is not the first step's.
   *
   * @param ended the other run's last state
   * @param settledImages the images that training has answers to so far; read only where {@code
   *     own} is empty
   */
  public static <S> ContinuedFrom<S> of(
      TrainState<S> ended, long settledImages, CheckpointStore<S> own) {
    TrainState<S> left =
        new TrainState<>(ended.step(), ended.optimizer(), settledImages, ended.history());
    if (own.latest().isEmpty()) {
      own.save(left);
    }
    return new ContinuedFrom<>(left, own);
  }

  @Override
  public Optional<TrainState<S>> latest() {
    return own.latest().or(() -> Optional.of(left));
  }

  @Override
  public void save(TrainState<S> state) {
    own.save(state);
  }
}

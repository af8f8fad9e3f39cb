package io.retask.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;

/**
 * The baseline of every optimiser: independent normal points around the start, of which the best is
 * kept. Point 0 of a step is the start: a candidate's lead is what it is better than the start on
 * the same mini-batch, and leads of different mini-batches can be compared. The largest one wins, a
 * tie keeps the earlier, and the start stays where no candidate has a lead.
 *
 * <p>No point is asked because of an earlier answer, so what a search bills is known before it.
 */
public final class RandomSearch implements Optimizer<RandomSearch.State> {
  private final int candidates;
  private final double spread;

  /**
   * A search of one parameter or more.
   *
   * @param candidates new points in a step, at least 1
   * @param spread the standard deviation of each parameter, positive
   */
  public RandomSearch(int candidates, double spread) {
    if (candidates < 1 || !(spread > 0) || Double.isInfinite(spread)) {
      throw new IllegalArgumentException(
          "a search takes 1 candidate or more and a positive spread, but they are %d and %s"
              .formatted(candidates, spread));
    }
    this.candidates = candidates;
    this.spread = spread;
  }

  /** Where the search began and what it found. Never changed. */
  public static final class State {
    private final long step;
    private final float[] origin;
    private final float[] best;
    private final double lead;

    private State(long step, float[] origin, float[] best, double lead) {
      this.step = step;
      this.origin = origin;
      this.best = best;
      this.lead = lead;
    }
  }

  @Override
  public State start(float[] initial) {
    float[] origin = Asked.initial(initial);
    return new State(0, origin, origin, 0);
  }

  @Override
  public Proposal ask(State state, StepKey key) {
    Asked.key(state.step, key);
    return new Candidates(key, state);
  }

  @Override
  public State tell(State state, Proposal proposal, double[] losses) {
    Asked.answer(state.step, proposal, candidates + 1, losses);
    int winner = 0;
    double lead = state.lead;
    for (int point = 1; point < losses.length; point++) {
      if (losses[0] - losses[point] > lead) {
        winner = point;
        lead = losses[0] - losses[point];
      }
    }
    float[] best = winner == 0 ? state.best : proposal.point(winner);
    return new State(state.step + 1, state.origin, best, lead);
  }

  @Override
  public float[] best(State state) {
    return state.best.clone();
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeLong(state.step);
    FloatArrays.write(state.origin, out);
    FloatArrays.write(state.best, out);
    out.writeDouble(state.lead);
  }

  @Override
  public State read(DataInput in) throws IOException {
    return new State(in.readLong(), FloatArrays.read(in), FloatArrays.read(in), in.readDouble());
  }

  private final class Candidates implements Proposal {
    private final StepKey key;
    private final State state;

    Candidates(StepKey key, State state) {
      this.key = key;
      this.state = state;
    }

    @Override
    public StepKey key() {
      return key;
    }

    @Override
    public int size() {
      return candidates + 1;
    }

    @Override
    public float[] point(int index) {
      if (Objects.checkIndex(index, size()) == 0) {
        return state.origin.clone();
      }
      float[] point = new float[state.origin.length];
      Directions.gaussian(key, index - 1, point);
      for (int i = 0; i < point.length; i++) {
        point[i] = state.origin[i] + (float) spread * point[i];
      }
      return point;
    }
  }
}

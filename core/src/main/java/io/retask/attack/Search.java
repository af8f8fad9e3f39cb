package io.retask.attack;

import io.retask.RetaskException;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.optim.Proposal;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;

/** One input under attack: asks the box, counts, and keeps the best that was judged. */
final class Search {
  private static final double WIDEST = 0.25;

  private final MeteredBox box;
  private final TensorBatch input;
  private final Goal goal;
  private final long limit;
  private long images;
  private TensorBatch best;
  private Scores answer;
  private double distance = Double.POSITIVE_INFINITY;

  /**
   * Begins with the answer to the input itself.
   *
   * @param limit the most images, at least 1
   */
  Search(MeteredBox box, TensorBatch input, Goal goal, long limit) {
    EightBit.check(input);
    Checks.atLeast("limit", limit, 1);
    this.box = box;
    this.input = input;
    this.goal = goal;
    this.limit = limit;
    this.best = input.rows(0, 1);
    this.answer = ask(TensorSource.of(best));
    if (goal.reached(answer, 0)) {
      this.distance = 0;
    }
  }

  /**
   * Makes steps until they end, or until the images do: those of this input, or those of the
   * budget, which stored answers do not touch.
   */
  Finding to(Runnable steps) {
    try {
      steps.run();
    } catch (BudgetExhausted ended) {
      return finding(!reached());
    }
    return finding(false);
  }

  private Scores ask(TensorSource rows) {
    cover(rows.count());
    Scores scores = box.query(Cause.ATTACK, rows);
    images += rows.count();
    return scores;
  }

  private void cover(long next) {
    if (images + next > limit) {
      throw new BudgetExhausted("the %,d images for one input are spent".formatted(limit));
    }
  }

  boolean reached() {
    return distance < Double.POSITIVE_INFINITY;
  }

  long images() {
    return images;
  }

  /** The box's answers to every point, with how far each lies from the goal and from the input. */
  Probed probe(Proposal proposal, Grid grid) {
    // probes without the candidate after them would be asked for nothing
    cover(proposal.size() + 1L);
    Probes probes = new Probes(proposal, grid);
    Scores scores = ask(probes);
    double[] margins = new double[proposal.size()];
    for (int i = 0; i < margins.length; i++) {
      margins[i] = goal.margin(scores, i);
    }
    return new Probed(margins, probes.squares);
  }

  /**
   * Judges a change after rounding to 8 bits; the nearest input that reached the goal is kept.
   *
   * @return whether it reached the goal
   */
  boolean judge(Grid grid, float[] change) {
    float[] rounded = EightBit.nearest(grid.changed(input, change));
    TensorBatch row = TensorBatch.wrap(input.shape(), 1, rounded);
    Scores scores = ask(TensorSource.of(row));
    boolean success = goal.reached(scores, 0);
    double found = Norm.L2.of(input.values(), row.values());
    boolean better =
        success ? found < distance : !reached() && goal.margin(scores, 0) < goal.margin(answer, 0);
    if (better) {
      best = row;
      answer = scores;
      distance = success ? found : distance;
    }
    return success;
  }

  /**
   * A wider radius, for a box that rounds its input so that no probe changed its answer.
   *
   * @throws RetaskException if it is wide enough already
   */
  double wider(double radius) {
    if (radius >= WIDEST) {
      throw new RetaskException(
          "no change of the input by %s moved what '%s' says about label %d; choose another target, or a box that tells more of its scores"
              .formatted(radius, box.spec().name(), goal.label()));
    }
    return Math.min(WIDEST, 4 * radius);
  }

  /** How far the best that reached the goal lies from the input. */
  double distance() {
    return distance;
  }

  private Finding finding(boolean cutShort) {
    return new Finding(best, answer, reached(), images, 0, cutShort);
  }

  /** The changed inputs of a proposal; how far they lie from the input is found on the way. */
  private final class Probes implements TensorSource {
    private final Proposal proposal;
    private final Grid grid;

    /** Filled by whoever makes the row, always with the same number. */
    private final double[] squares;

    Probes(Proposal proposal, Grid grid) {
      this.proposal = proposal;
      this.grid = grid;
      this.squares = new double[proposal.size()];
    }

    @Override
    public Shape shape() {
      return input.shape();
    }

    @Override
    public int count() {
      return proposal.size();
    }

    @Override
    public TensorBatch rows(int from, int to) {
      TensorBatch batch = TensorBatch.allocate(shape(), to - from);
      for (int i = from; i < to; i++) {
        float[] changed = grid.changed(input, proposal.point(i));
        double length = Norm.L2.of(input.values(), changed);
        squares[i] = length * length;
        System.arraycopy(changed, 0, batch.values(), batch.offset(i - from), changed.length);
      }
      return batch;
    }
  }
}

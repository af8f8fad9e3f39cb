package io.retask.attack;

import io.retask.blackbox.meter.MeteredBox;
import io.retask.optim.Adam;
import io.retask.optim.DescentState;
import io.retask.optim.Differences;
import io.retask.optim.Proposal;
import io.retask.optim.RandomGradientFree;
import io.retask.optim.Schedule;
import io.retask.optim.StepKey;
import io.retask.tensor.TensorBatch;

/**
 * AutoZOOM (Tu et al., arXiv 1805.11770) with bilinear enlargement: one-sided differences along
 * random directions of a coarse grid, averaged, then Adam. Few directions until a change reaches
 * the goal; then more of them, with a weight c that is halved whenever the rounded change still
 * reaches the goal and doubled whenever it does not, so that the change becomes smaller.
 *
 * <p>The paper scales an estimate by its number of directions, here it is scaled by d; Adam takes
 * no notice of the scale.
 *
 * @param settings of the grid; the radius is beta, the weight c at the beginning
 * @param directions q until the goal is reached, at least 1
 * @param fineDirections q afterwards, at least 1
 * @param fineImages the most images spent on making the change smaller, at least 0
 */
public record AutoZoom(GridSettings settings, int directions, int fineDirections, long fineImages)
    implements QueryAttack {

  /** The usual settings, which suit a box of 224 x 224 pixels and real-valued input. */
  public static final AutoZoom USUAL = new AutoZoom(GridSettings.usual(1e-3, 0.002), 1, 8, 2_000);

  /** Checks the ranges. */
  public AutoZoom {
    Checks.atLeast("directions", directions, 1);
    Checks.atLeast("fineDirections", fineDirections, 1);
    Checks.atLeast("fineImages", fineImages, 0);
  }

  @Override
  public Finding attack(MeteredBox box, TensorBatch input, Goal goal, long seed, long limit) {
    Search search = new Search(box, input, goal, limit);
    Walk walk = new Walk(search, Grid.over(input.shape(), settings.side()), seed);
    return search.to(() -> walk(search, walk));
  }

  private void walk(Search search, Walk walk) {
    while (!search.reached()) {
      walk.step(directions);
      walk.judge();
    }
    // a step asks about its base too, and one image goes to the judgement before it
    long last = search.images() + fineImages - fineDirections - 2;
    while (search.distance() > 0 && search.images() <= last) {
      walk.balance();
      walk.step(fineDirections);
    }
  }

  /** All settings side by side. */
  @Override
  public String toString() {
    return ("AutoZoom[side=%s, directions=%s, fineDirections=%s, radius=%s, stepSize=%s,"
            + " weight=%s, confidence=%s, fineImages=%s]")
        .formatted(
            settings.side(),
            directions,
            fineDirections,
            settings.radius(),
            settings.stepSize(),
            settings.weight(),
            settings.confidence(),
            fineImages);
  }

  /** Where the search stands. */
  private final class Walk {
    private final Search search;
    private final Grid grid;
    private final long seed;
    private double beta = settings.radius();
    private double c = settings.weight();
    private DescentState state;
    private boolean near;

    Walk(Search search, Grid grid, long seed) {
      this.search = search;
      this.grid = grid;
      this.seed = seed;
      this.state = descent(1).start(new float[grid.nodes().size()]);
    }

    private RandomGradientFree descent(int count) {
      return new RandomGradientFree(
          Differences.oneSided(count, beta),
          Adam.standard(),
          Schedule.constant(settings.stepSize()));
    }

    /** Moves by one estimate. */
    void step(int count) {
      RandomGradientFree descent = descent(count);
      Proposal proposal = descent.ask(state, new StepKey(seed, state.step()));
      Probed probed = search.probe(proposal, grid);
      if (probed.isFlat()) {
        beta = search.wider(beta);
      } else {
        state = descent.tell(state, proposal, probed.losses(c, settings.confidence()));
        near = probed.reached();
      }
    }

    /** Looks at the rounded change where the probes say that it may be enough. */
    void judge() {
      if (near) {
        search.judge(grid, descent(1).best(state));
      }
    }

    /** Looks at the rounded change, and lets the distance count more if it is enough. */
    void balance() {
      c = search.judge(grid, descent(1).best(state)) ? c / 2 : Math.min(settings.weight(), 2 * c);
    }
  }
}

package io.retask.attack;

import io.retask.blackbox.meter.MeteredBox;
import io.retask.optim.Adam;
import io.retask.optim.CoordinateDescent;
import io.retask.optim.CoordinateRule;
import io.retask.optim.DescentState;
import io.retask.optim.Importance;
import io.retask.optim.Proposal;
import io.retask.optim.Schedule;
import io.retask.optim.StepKey;
import io.retask.tensor.TensorBatch;

/**
 * ZOO (Chen et al., arXiv 1708.03999): each step moves some parameters by symmetric differences of
 * the loss of Carlini and Wagner. The change lives on a coarse grid first; after some sweeps over
 * all its parameters the grid is refined, and where much was changed is looked at more often. It
 * ends as soon as a change, rounded to 8 bits, reaches the goal.
 *
 * @param solver how a parameter moves
 * @param settings of the first grid; the radius is h
 * @param coordinates parameters a step, at least 1
 * @param sweeps how often every parameter is moved, on average, before the grid is refined
 */
public record Zoo(Solver solver, GridSettings settings, int coordinates, int sweeps)
    implements QueryAttack {
  /** Keeps the draws of one grid apart from those of the next. */
  private static final long STAGE = 0x9e3779b97f4a7c15L;

  /** How a parameter moves along its difference. */
  public enum Solver {
    /** By Adam, with a step counter for each parameter. */
    ADAM {
      @Override
      CoordinateRule rule() {
        return CoordinateRule.adam(Adam.standard());
      }

      @Override
      Zoo usual() {
        return new Zoo(this, GridSettings.usual(1e-4, 0.02), 128, 3);
      }
    },
    /** By the difference over the second difference. */
    NEWTON {
      @Override
      CoordinateRule rule() {
        return CoordinateRule.newton();
      }

      /** Wide probes: rounding of 32-bit answers would drown a second difference over 1e-4. */
      @Override
      Zoo usual() {
        return new Zoo(this, GridSettings.usual(0.02, 0.02), 128, 3);
      }
    };

    abstract CoordinateRule rule();

    abstract Zoo usual();
  }

  /** The usual settings, which suit a box of 224 x 224 pixels and real-valued input. */
  public static Zoo usual(Solver solver) {
    return solver.usual();
  }

  /** Checks the ranges. */
  public Zoo {
    Checks.atLeast("coordinates", coordinates, 1);
    Checks.atLeast("sweeps", sweeps, 1);
  }

  @Override
  public Finding attack(MeteredBox box, TensorBatch input, Goal goal, long seed, long limit) {
    Search search = new Search(box, input, goal, limit);
    Grid grid = Grid.over(input.shape(), settings.side());
    Stage first = new Stage(search, grid, seed, settings.radius(), new float[grid.nodes().size()]);
    return search.to(
        () -> {
          for (Stage stage = first; !search.reached(); stage = stage.next()) {
            stage.run();
          }
        });
  }

  private CoordinateDescent descent(double h, Importance importance) {
    return new CoordinateDescent(
        coordinates, h, importance, solver.rule(), Schedule.constant(settings.stepSize()));
  }

  /** All settings side by side. */
  @Override
  public String toString() {
    return ("Zoo[solver=%s, side=%s, coordinates=%s, radius=%s, stepSize=%s, sweeps=%s, weight=%s,"
            + " confidence=%s]")
        .formatted(
            solver,
            settings.side(),
            coordinates,
            settings.radius(),
            settings.stepSize(),
            sweeps,
            settings.weight(),
            settings.confidence());
  }

  /** The steps on one grid. */
  private final class Stage {
    private final Search search;
    private final Grid grid;
    private final long draws;
    private double h;
    private float[] change;

    Stage(Search search, Grid grid, long draws, double h, float[] change) {
      this.search = search;
      this.grid = grid;
      this.draws = draws;
      this.h = h;
      this.change = change;
    }

    void run() {
      int sweep = (change.length - 1) / coordinates + 1;
      Importance importance = Pooling.of(change, grid.nodes());
      DescentState state = descent(h, importance).start(change);
      while (state.step() < (long) sweeps * sweep && !search.reached()) {
        CoordinateDescent descent = descent(h, importance);
        Proposal proposal = descent.ask(state, new StepKey(draws, state.step()));
        Probed probed = search.probe(proposal, grid);
        if (probed.isFlat()) {
          h = search.wider(h);
          continue;
        }
        state =
            descent.tell(state, proposal, probed.losses(settings.weight(), settings.confidence()));
        change = descent.best(state);
        search.judge(grid, change);
        importance = state.step() % sweep == 0 ? Pooling.of(change, grid.nodes()) : importance;
      }
    }

    /** The next grid, which begins with the same change; a full one is swept again. */
    Stage next() {
      return grid.isFull()
          ? new Stage(search, grid, draws + STAGE, h, change)
          : new Stage(search, grid.finer(), draws + STAGE, h, grid.refined(change));
    }
  }
}

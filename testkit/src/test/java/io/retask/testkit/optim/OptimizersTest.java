package io.retask.testkit.optim;

import io.retask.optim.Adam;
import io.retask.optim.Clipped;
import io.retask.optim.CmaEs;
import io.retask.optim.CoordinateDescent;
import io.retask.optim.CoordinateRule;
import io.retask.optim.DescentState;
import io.retask.optim.Differences;
import io.retask.optim.Estimator;
import io.retask.optim.GuidedDescent;
import io.retask.optim.Importance;
import io.retask.optim.Momentum;
import io.retask.optim.Optimizer;
import io.retask.optim.Prior;
import io.retask.optim.RandomGradientFree;
import io.retask.optim.RandomSearch;
import io.retask.optim.Schedule;
import io.retask.optim.Sgd;
import io.retask.optim.SpsaGains;
import io.retask.optim.UpdateRule;
import org.junit.jupiter.api.Nested;

class OptimizersTest {
  static Optimizer<DescentState> free(UpdateRule rule, double eta) {
    return new RandomGradientFree(5, 0.01, rule, Schedule.exponential(eta, 0.1, 80));
  }

  static Optimizer<RandomSearch.State> search() {
    return new RandomSearch(5, 1);
  }

  static Optimizer<DescentState> estimated(Estimator estimator) {
    return new RandomGradientFree(
        estimator, new Clipped(new Sgd(), 20), Schedule.exponential(0.12, 0.1, 80));
  }

  static Optimizer<DescentState> spsa() {
    return RandomGradientFree.spsa(SpsaGains.spall(0.3, 5, 0.01));
  }

  static Optimizer<DescentState> spsaWithCorrection() {
    return RandomGradientFree.spsa(new SpsaGains(0.06, 1, 0.4, 0.01, 0.2, 0.5, 5, 0.5));
  }

  static Optimizer<DescentState> coordinates(CoordinateRule rule, double eta) {
    return new CoordinateDescent(2, 0.01, Importance.uniform(), rule, Schedule.constant(eta));
  }

  /** The prior is the sphere's gradient, tilted by a third of its length at the start. */
  static Optimizer<GuidedDescent.State> guided() {
    return new GuidedDescent(4, 0.01, OptimizersTest::tilted, new Sgd(), Schedule.constant(0.3));
  }

  /** The prior is what earlier steps measured. */
  static Optimizer<GuidedDescent.State> guidedByHistory() {
    return new GuidedDescent(4, 0.01, Prior.history(), new Sgd(), Schedule.constant(0.3));
  }

  private static float[] tilted(float[] weights, long step, float[] measured) {
    float[] prior = new float[weights.length];
    for (int i = 0; i < prior.length; i++) {
      prior[i] = weights[i] - 1 + (i % 2 == 0 ? 0.3f : -0.3f);
    }
    return prior;
  }

  /** An optimiser, and the evaluations in which it solves the sphere. */
  private abstract static class Descending<S> extends DescentContract<S> {
    private final Optimizer<S> optimizer;
    private final int evaluations;

    Descending(Optimizer<S> optimizer, int evaluations) {
      this.optimizer = optimizer;
      this.evaluations = evaluations;
    }

    @Override
    protected Optimizer<S> optimizer() {
      return optimizer;
    }

    @Override
    protected int evaluations() {
      return evaluations;
    }
  }

  @Nested
  class PlainDescent extends Descending<DescentState> {
    PlainDescent() {
      super(free(new Sgd(), 0.12), 480);
    }
  }

  @Nested
  class DescentWithMomentum extends Descending<DescentState> {
    DescentWithMomentum() {
      super(free(new Momentum(0.5), 0.06), 480);
    }
  }

  @Nested
  class DescentByAdam extends Descending<DescentState> {
    DescentByAdam() {
      super(free(Adam.standard(), 0.2), 600);
    }
  }

  @Nested
  class BlindSearch extends OptimizerContract<RandomSearch.State> {
    @Override
    protected Optimizer<RandomSearch.State> optimizer() {
      return search();
    }

    @Override
    protected int evaluations() {
      return 6000;
    }

    @Override
    protected double solved() {
      return 1.5;
    }
  }

  @Nested
  class AntitheticDescent extends Descending<DescentState> {
    AntitheticDescent() {
      super(estimated(Differences.antithetic(3, 0.01)), 300);
    }
  }

  @Nested
  class OrthonormalDescent extends Descending<DescentState> {
    OrthonormalDescent() {
      super(estimated(Differences.orthonormal(5, 0.01)), 300);
    }
  }

  @Nested
  class Spsa extends Descending<DescentState> {
    Spsa() {
      super(spsa(), 400);
    }
  }

  @Nested
  class SpsaWithCorrection extends Descending<DescentState> {
    SpsaWithCorrection() {
      super(spsaWithCorrection(), 900);
    }
  }

  @Nested
  class CoordinatesByAdam extends Descending<DescentState> {
    CoordinatesByAdam() {
      super(coordinates(CoordinateRule.adam(Adam.standard()), 0.1), 1600);
    }
  }

  @Nested
  class CoordinatesByNewton extends Descending<DescentState> {
    CoordinatesByNewton() {
      super(coordinates(CoordinateRule.newton(), 1), 200);
    }
  }

  @Nested
  class FullEvolution extends Descending<CmaEs.State> {
    FullEvolution() {
      super(CmaEs.full(0.5), 500);
    }
  }

  @Nested
  class SeparableEvolution extends Descending<CmaEs.State> {
    SeparableEvolution() {
      super(CmaEs.separable(0.5), 500);
    }
  }

  @Nested
  class Guided extends Descending<GuidedDescent.State> {
    Guided() {
      super(guided(), 300);
    }
  }

  @Nested
  class GuidedByHistory extends Descending<GuidedDescent.State> {
    GuidedByHistory() {
      super(guidedByHistory(), 300);
    }
  }
}

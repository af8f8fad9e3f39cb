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

  private static float[] tilted(float[] weights, long step) {
    float[] prior = new float[weights.length];
    for (int i = 0; i < prior.length; i++) {
      prior[i] = weights[i] - 1 + (i % 2 == 0 ? 0.3f : -0.3f);
    }
    return prior;
  }

  @Nested
  class PlainDescent extends DescentContract<DescentState> {
    @Override
    protected Optimizer<DescentState> optimizer() {
      return free(new Sgd(), 0.12);
    }

    @Override
    protected int evaluations() {
      return 480;
    }
  }

  @Nested
  class DescentWithMomentum extends DescentContract<DescentState> {
    @Override
    protected Optimizer<DescentState> optimizer() {
      return free(new Momentum(0.5), 0.06);
    }

    @Override
    protected int evaluations() {
      return 480;
    }
  }

  @Nested
  class DescentByAdam extends DescentContract<DescentState> {
    @Override
    protected Optimizer<DescentState> optimizer() {
      return free(Adam.standard(), 0.2);
    }

    @Override
    protected int evaluations() {
      return 600;
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
  class AntitheticDescent extends DescentContract<DescentState> {
    @Override
    protected Optimizer<DescentState> optimizer() {
      return estimated(Differences.antithetic(3, 0.01));
    }

    @Override
    protected int evaluations() {
      return 300;
    }
  }

  @Nested
  class OrthonormalDescent extends DescentContract<DescentState> {
    @Override
    protected Optimizer<DescentState> optimizer() {
      return estimated(Differences.orthonormal(5, 0.01));
    }

    @Override
    protected int evaluations() {
      return 300;
    }
  }

  @Nested
  class Spsa extends DescentContract<DescentState> {
    @Override
    protected Optimizer<DescentState> optimizer() {
      return spsa();
    }

    @Override
    protected int evaluations() {
      return 400;
    }
  }

  @Nested
  class SpsaWithCorrection extends DescentContract<DescentState> {
    @Override
    protected Optimizer<DescentState> optimizer() {
      return spsaWithCorrection();
    }

    @Override
    protected int evaluations() {
      return 900;
    }
  }

  @Nested
  class CoordinatesByAdam extends DescentContract<DescentState> {
    @Override
    protected Optimizer<DescentState> optimizer() {
      return coordinates(CoordinateRule.adam(Adam.standard()), 0.1);
    }

    @Override
    protected int evaluations() {
      return 1600;
    }
  }

  @Nested
  class CoordinatesByNewton extends DescentContract<DescentState> {
    @Override
    protected Optimizer<DescentState> optimizer() {
      return coordinates(CoordinateRule.newton(), 1);
    }

    @Override
    protected int evaluations() {
      return 200;
    }
  }

  @Nested
  class FullEvolution extends DescentContract<CmaEs.State> {
    @Override
    protected Optimizer<CmaEs.State> optimizer() {
      return CmaEs.full(0.5);
    }

    @Override
    protected int evaluations() {
      return 500;
    }
  }

  @Nested
  class SeparableEvolution extends DescentContract<CmaEs.State> {
    @Override
    protected Optimizer<CmaEs.State> optimizer() {
      return CmaEs.separable(0.5);
    }

    @Override
    protected int evaluations() {
      return 500;
    }
  }

  @Nested
  class Guided extends DescentContract<GuidedDescent.State> {
    @Override
    protected Optimizer<GuidedDescent.State> optimizer() {
      return guided();
    }

    @Override
    protected int evaluations() {
      return 300;
    }
  }
}

package io.retask.testkit.optim;

import io.retask.optim.Adam;
import io.retask.optim.DescentState;
import io.retask.optim.Momentum;
import io.retask.optim.Optimizer;
import io.retask.optim.RandomGradientFree;
import io.retask.optim.RandomSearch;
import io.retask.optim.Schedule;
import io.retask.optim.Sgd;
import io.retask.optim.UpdateRule;
import org.junit.jupiter.api.Nested;

class OptimizersTest {
  static Optimizer<DescentState> free(UpdateRule rule, double eta) {
    return new RandomGradientFree(5, 0.01, rule, Schedule.exponential(eta, 0.1, 80));
  }

  static Optimizer<RandomSearch.State> search() {
    return new RandomSearch(5, 1);
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
}

package io.retask.testkit.optim;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.optim.Optimizer;
import io.retask.optim.RandomSearch;
import io.retask.optim.StepKey;
import org.junit.jupiter.api.Test;

/**
 * The further law of optimisers that follow a slope: they beat blind search at equal budget.
 *
 * @param <S> the state
 */
public abstract class DescentContract<S> extends OptimizerContract<S> {
  @Test
  final void betterThanRandomSearchAtEqualBudget() {
    int parameters = 20;
    Optimizer<S> optimizer = optimizer();
    S begun = optimizer.start(new float[parameters]);
    int points = optimizer.ask(begun, new StepKey(5, 0)).size();
    int steps = evaluations() / points;
    S end = Surfaces.run(optimizer, begun, 0, steps, Surfaces::sphere);
    RandomSearch blind = new RandomSearch(points - 1, 1);
    RandomSearch.State found =
        Surfaces.run(blind, blind.start(new float[parameters]), 0, steps, Surfaces::sphere);
    assertThat(Surfaces.sphere(optimizer.best(end)))
        .isLessThan(0.5 * Surfaces.sphere(blind.best(found)));
  }
}

package io.retask.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Descent along a gradient that is estimated from losses: an {@link Estimator}, then an update rule
 * with step size eta_t. With one-sided differences it is the optimiser of BAR (arXiv 2007.08714),
 *
 * <p>g = b / (q · beta) · sum_j [f(W + beta · u_j) - f(W)] · u_j, with u_j uniform on the unit
 * sphere.
 *
 * <p>b is d, which makes g unbiased for the smoothed loss; another b only rescales eta. Directions
 * are drawn again from the key where they are needed, so memory stays at a few arrays of d values.
 */
public final class RandomGradientFree implements Optimizer<DescentState> {
  private final Estimator estimator;
  private final UpdateRule rule;
  private final Schedule schedule;

  /** An optimiser for any number of parameters that the estimator takes. */
  public RandomGradientFree(Estimator estimator, UpdateRule rule, Schedule schedule) {
    this.estimator = estimator;
    this.rule = rule;
    this.schedule = schedule;
  }

  /**
   * The optimiser of BAR, for any number of parameters.
   *
   * @param directions q, at least 1
   * @param smoothing beta, positive
   */
  public RandomGradientFree(int directions, double smoothing, UpdateRule rule, Schedule schedule) {
    this(Differences.oneSided(directions, smoothing), rule, schedule);
  }

  /** SPSA, or SPSA-GC where the gains have momentum; 2 evaluations for each draw. */
  public static RandomGradientFree spsa(SpsaGains gains) {
    return new RandomGradientFree(
        new SimultaneousPerturbation(gains),
        Momentum.withCorrection(gains.momentum()),
        Schedule.power(gains.stepSize(), gains.stability(), gains.stepDecay()));
  }

  @Override
  public DescentState start(float[] initial) {
    DescentState first = DescentState.first(initial, rule.memories());
    estimator.check(initial.length);
    return first;
  }

  @Override
  public Proposal ask(DescentState state, StepKey key) {
    Asked.key(state.step(), key);
    return estimator.around(state.weights(), key);
  }

  @Override
  public DescentState tell(DescentState state, Proposal proposal, double[] losses) {
    Asked.answer(state.step(), proposal, estimator.points(), losses);
    float[] gradient = estimate(proposal.key(), state.weights().length, losses);
    return state.moved(gradient, rule, schedule);
  }

  /**
   * The estimate g alone.
   *
   * @param key the step whose directions are meant
   * @param parameters d
   * @param losses f at each point of the step, in order
   */
  public float[] estimate(StepKey key, int parameters, double[] losses) {
    return estimator.estimate(key, parameters, losses);
  }

  @Override
  public float[] best(DescentState state) {
    return state.weights().clone();
  }

  @Override
  public void write(DescentState state, DataOutput out) throws IOException {
    state.write(out);
  }

  @Override
  public DescentState read(DataInput in) throws IOException {
    return DescentState.read(in, rule.memories());
  }
}

package io.retask.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The evolution strategy with covariance matrix adaptation (Hansen's tutorial, arXiv 1604.00772):
 * each step evaluates a population drawn from N(mean, sigma²·C) and ranks it; only the order of the
 * losses counts. {@link #full} keeps all of C, with negative weights for the worst half; {@link
 * #separable} its diagonal only (sep-CMA-ES, Ros and Hansen 2008), for more parameters.
 *
 * <p>The best guess is the mean: a single point that looked best owes that to its mini-batch.
 */
public final class CmaEs implements Optimizer<CmaEs.State> {
  /** The most parameters of the full strategy: its decompositions cost d³. */
  private static final int MOST = 1000;

  private static final int FEWEST = 4;

  private final boolean full;
  private final double spread;
  private final int population;

  private CmaEs(boolean full, double spread, int population) {
    if (!(spread > 0) || Double.isInfinite(spread)) {
      throw new IllegalArgumentException(
          "the first spread of CMA-ES must be positive, but it is " + spread);
    }
    this.full = full;
    this.spread = spread;
    this.population = population;
  }

  private static int enough(int population) {
    if (population < FEWEST) {
      throw new IllegalArgumentException(
          "CMA-ES takes a population of %d or more, but it is %d".formatted(FEWEST, population));
    }
    return population;
  }

  /**
   * CMA-ES for at most 1,000 parameters, population 4 + floor(3 ln d).
   *
   * @param spread the first sigma, positive: about a third of the way to the solution
   */
  public static CmaEs full(double spread) {
    return new CmaEs(true, spread, 0);
  }

  /**
   * CMA-ES for at most 1,000 parameters.
   *
   * @param spread the first sigma, positive
   * @param population p, at least 4; evaluations a step
   */
  public static CmaEs full(double spread, int population) {
    return new CmaEs(true, spread, enough(population));
  }

  /**
   * sep-CMA-ES, population 4 + floor(3 ln d).
   *
   * @param spread the first sigma, positive
   */
  public static CmaEs separable(double spread) {
    return new CmaEs(false, spread, 0);
  }

  /**
   * sep-CMA-ES.
   *
   * @param spread the first sigma, positive
   * @param population p, at least 4; evaluations a step
   */
  public static CmaEs separable(double spread, int population) {
    return new CmaEs(false, spread, enough(population));
  }

  /** The distribution after some steps. Never changed. */
  public static final class State {
    final long step;
    final double sigma;
    final double[] mean;
    final double[] stepPath;
    final double[] shapePath;
    final Covariance covariance;

    State(
        long step,
        double sigma,
        double[] mean,
        double[] stepPath,
        double[] shapePath,
        Covariance covariance) {
      this.step = step;
      this.sigma = sigma;
      this.mean = mean;
      this.stepPath = stepPath;
      this.shapePath = shapePath;
      this.covariance = covariance;
    }

    /** sigma, the step size by which the whole distribution is scaled. */
    public double spread() {
      return sigma;
    }
  }

  private int population(int d) {
    return population == 0 ? EvolutionConstants.population(d) : population;
  }

  private EvolutionConstants constants(int d) {
    return full
        ? EvolutionConstants.full(d, population(d))
        : EvolutionConstants.separable(d, population(d));
  }

  @Override
  public State start(float[] initial) {
    float[] checked = Asked.initial(initial);
    int d = checked.length;
    if (full && d > MOST) {
      throw new IllegalArgumentException(
          "CMA-ES keeps %d x %d covariances; at most %d parameters are allowed: use the separable one"
              .formatted(d, d, MOST));
    }
    double[] mean = new double[d];
    for (int i = 0; i < d; i++) {
      mean[i] = checked[i];
    }
    Covariance first =
        full ? FullCovariance.first(d, constants(d).gap(d)) : DiagonalCovariance.first(d);
    return new State(0, spread, mean, new double[d], new double[d], first);
  }

  @Override
  public Proposal ask(State state, StepKey key) {
    Asked.key(state.step, key);
    return new Population(key, state, population(state.mean.length));
  }

  @Override
  public State tell(State state, Proposal proposal, double[] losses) {
    int d = state.mean.length;
    Asked.answer(state.step, proposal, population(d), losses);
    int[] ranked =
        IntStream.range(0, losses.length)
            .boxed()
            .sorted(Comparator.comparingDouble(point -> losses[point]))
            .mapToInt(Integer::intValue)
            .toArray();
    State next =
        Generation.of(constants(d), state.covariance, proposal.key(), d, ranked).after(state);
    Asked.finite(rounded(next.mean), state.step);
    return next;
  }

  @Override
  public float[] best(State state) {
    return rounded(state.mean);
  }

  private static float[] rounded(double[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeLong(state.step);
    out.writeDouble(state.sigma);
    out.writeInt(state.mean.length);
    DoubleArrays.write(state.mean, out);
    DoubleArrays.write(state.stepPath, out);
    DoubleArrays.write(state.shapePath, out);
    state.covariance.write(out);
  }

  @Override
  public State read(DataInput in) throws IOException {
    long step = in.readLong();
    double sigma = in.readDouble();
    int d = in.readInt();
    if (d < 1 || (full && d > MOST)) {
      throw new IOException("a state of CMA-ES cannot have %d parameters".formatted(d));
    }
    double[] mean = DoubleArrays.read(in, d);
    double[] stepPath = DoubleArrays.read(in, d);
    double[] shapePath = DoubleArrays.read(in, d);
    Covariance covariance =
        full ? FullCovariance.read(in, d, constants(d).gap(d)) : DiagonalCovariance.read(in, d);
    return new State(step, sigma, mean, stepPath, shapePath, covariance);
  }

  /** mean + sigma·y_i, with y_i drawn again where it is needed. */
  private static final class Population implements Proposal {
    private final StepKey key;
    private final State state;
    private final int size;

    Population(StepKey key, State state, int size) {
      this.key = key;
      this.state = state;
      this.size = size;
    }

    @Override
    public StepKey key() {
      return key;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public float[] point(int index) {
      Objects.checkIndex(index, size);
      double[] y = new double[state.mean.length];
      state.covariance.stretch(Normals.draw(key, index, y.length), y);
      for (int i = 0; i < y.length; i++) {
        y[i] = state.mean[i] + state.sigma * y[i];
      }
      return rounded(y);
    }
  }
}

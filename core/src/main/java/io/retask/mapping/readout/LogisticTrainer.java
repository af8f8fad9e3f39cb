package io.retask.mapping.readout;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns a logistic readout: standardised features, ridge by cross-validation, L-BFGS; in n
 * coordinates instead of p where there are fewer rows than features (methods: learned readout).
 *
 * <p>Statistics of features, like weights, come from the training part of each fold alone. Folds
 * run in parallel; the result does not depend on that.
 */
public final class LogisticTrainer {
  private static final int ITERATIONS = 500;
  private static final double EXACT = 1e-7;

  /** Cross-validated losses do not change in their third digit below this. */
  private static final double QUICK = 1e-4;

  private LogisticTrainer() {}

  /**
   * Chooses the ridge and learns from all rows.
   *
   * @param data n x p features with classes and folds
   */
  public static Fitted<LinearClassifier> fit(LabelledFeatures data, LogisticSettings settings) {
    CrossValidation validation =
        CrossValidation.of(data, settings.ridges(), fold -> path(data, fold, settings));
    double ridge = validation.choose(settings.oneStandardError());
    double temperature = settings.calibrated() ? validation.temperature(ridge) : 1;
    return new Fitted<>(
        learn(data, ridge, settings.balanced(), temperature),
        ridge,
        validation.outOfFold(ridge, temperature),
        validation.losses());
  }

  /** Learns from all rows with a ridge that is given. */
  public static LinearClassifier fit(LabelledFeatures data, double ridge, boolean balanced) {
    return learn(data, ridge, balanced, 1);
  }

  private static LinearClassifier learn(
      LabelledFeatures data, double ridge, boolean balanced, double temperature) {
    int[] all = data.all();
    FeatureSpace space = FeatureSpace.of(data.rows(), all);
    SoftmaxLoss loss =
        new SoftmaxLoss(space.columns(all), data.classesOf(all), data.targets(), balanced)
            .withRidge(ridge);
    double[] x = new Lbfgs(loss, EXACT, ITERATIONS).minimise(new double[loss.size()]);
    return space.classifier(x, data.targets(), temperature);
  }

  /** The logits of the rows that one fold holds out, C x rows, for each ridge from the largest. */
  private static List<double[]> path(LabelledFeatures data, int fold, LogisticSettings settings) {
    int[] training = data.outside(fold);
    int[] held = data.inside(fold);
    FeatureSpace space = FeatureSpace.of(data.rows(), training);
    double[] columns = space.columns(held);
    SoftmaxLoss loss =
        new SoftmaxLoss(
            space.columns(training), data.classesOf(training), data.targets(), settings.balanced());
    double[][] x = {new double[loss.size()]};
    return settings.ridges().stream()
        .map(
            ridge -> {
              // the next ridge starts where the last one ended
              x[0] = new Lbfgs(loss.withRidge(ridge), QUICK, ITERATIONS).minimise(x[0]);
              return SoftmaxLoss.logits(x[0], columns, held.length, data.targets());
            })
        .toList();
  }

  /** Folds that hold rows out. */
  static IntStream folds(LabelledFeatures data) {
    return IntStream.range(0, data.foldCount()).filter(fold -> data.inside(fold).length > 0);
  }
}

package io.retask.mapping.readout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Learns a logistic readout: standardised features, ridge by cross-validation, L-BFGS; in n
 * coordinates instead of p where there are fewer rows than features (methods: learned readout).
 *
 * <p>Weights come from the training part of each fold alone, and so do the statistics of features
 * where they are fewer than the rows. In n coordinates the folds share the deviations of all rows,
 * which know no class; a shared mean changes nothing, because the bias is free. Folds run in
 * parallel; the result does not depend on that.
 */
public final class LogisticTrainer {
  private static final int ITERATIONS = 500;

  /** Leaves about 5e-13 of a loss; the weights are kept as float32. */
  private static final double EXACT = 1e-6;

  /**
   * Leaves about 2e-6 of a loss whose third digit matters. A path that is followed less exactly
   * makes weak penalties look better than they are: what is left undone restrains as well.
   */
  private static final double QUICK = 2e-3;

  /** Standard errors; the weakest penalties take longest. */
  private static final double HOPELESS = 1;

  private LogisticTrainer() {}

  /**
   * Chooses the ridge and learns from all rows.
   *
   * @param data n x p features with classes and folds
   */
  public static Fitted<LinearClassifier> fit(LabelledFeatures data, LogisticSettings settings) {
    FeatureSpace space = FeatureSpace.of(data.rows(), data.all());
    FoldPath[] paths = new FoldPath[data.foldCount()];
    CrossValidation validation =
        CrossValidation.of(
            data,
            settings.ridges(),
            HOPELESS,
            fold -> paths[fold] = new FoldPath(space, data, fold, settings.balanced()));
    double ridge = validation.choose();
    double temperature = settings.calibrated() ? validation.temperature(ridge) : 1;
    SoftmaxLoss loss = loss(space, data, data.all(), settings.balanced());
    double[] start = space.isDual() ? mean(paths, ridge) : new double[loss.size()];
    double[] x = solve(loss, loss.curvature(space.leading()), ridge, start, EXACT);
    return new Fitted<>(
        space.classifier(x, data.targets(), temperature),
        ridge,
        validation.outOfFold(ridge, temperature),
        validation.losses());
  }

  /** Learns from all rows with a ridge that is given. */
  public static LinearClassifier fit(LabelledFeatures data, double ridge, boolean balanced) {
    FeatureSpace space = FeatureSpace.of(data.rows(), data.all());
    SoftmaxLoss loss = loss(space, data, data.all(), balanced);
    double[] start = new double[loss.size()];
    double[] x = solve(loss, loss.curvature(space.leading()), ridge, start, EXACT);
    return space.classifier(x, data.targets(), 1);
  }

  private static SoftmaxLoss loss(
      FeatureSpace space, LabelledFeatures data, int[] rows, boolean balanced) {
    return new SoftmaxLoss(space.columns(rows), data.classesOf(rows), data.targets(), balanced);
  }

  /** The mean of what the folds found: a start that is nearly there, where they share a space. */
  private static double[] mean(FoldPath[] paths, double ridge) {
    List<double[]> found =
        Stream.of(paths).filter(Objects::nonNull).map(path -> path.found.get(ridge)).toList();
    double[] mean = new double[found.get(0).length];
    for (double[] x : found) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += x[i] / found.size();
      }
    }
    return mean;
  }

  private static double[] solve(
      SoftmaxLoss loss, Curvature curvature, double ridge, double[] start, double tolerance) {
    Lbfgs.Metric metric = curvature.inverse(loss.softness(start), ridge);
    return new Lbfgs(loss.withRidge(ridge), tolerance, ITERATIONS, metric).minimise(start);
  }

  /**
   * The models of one fold. Each ridge starts as far beyond the last solution as that one is from
   * the one before: penalties fall by equal factors, and weights grow by about equal steps.
   */
  private static final class FoldPath implements CrossValidation.Fold {
    private final SoftmaxLoss loss;
    private final Curvature curvature;
    private final double[][] held;
    private final int rows;
    private final int targets;
    private final Map<Double, double[]> found = new HashMap<>();
    private double[] before;
    private double[] last;

    FoldPath(FeatureSpace all, LabelledFeatures data, int fold, boolean balanced) {
      int[] training = data.outside(fold);
      int[] out = data.inside(fold);
      FeatureSpace space = all.isDual() ? all : FeatureSpace.primal(data.rows(), training);
      this.loss = loss(space, data, training, balanced);
      this.curvature = loss.curvature(space.leading());
      this.held = space.columns(out);
      this.rows = out.length;
      this.targets = data.targets();
      this.last = new double[loss.size()];
      this.before = last;
    }

    @Override
    public double[][] at(double ridge) {
      double[] start = last.clone();
      for (int i = 0; i < start.length; i++) {
        start[i] += found.size() < 2 ? 0 : last[i] - before[i];
      }
      before = last;
      last = solve(loss, curvature, ridge, start, QUICK);
      found.put(ridge, last);
      return SoftmaxLoss.logits(last, held, rows, targets);
    }
  }
}

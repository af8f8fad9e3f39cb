package io.retask.mapping.readout;

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
  private static final double EXACT = 1e-7;

  /** Leaves about 2e-6 of a loss whose third digit matters. */
  private static final double QUICK = 2e-3;

  private LogisticTrainer() {}

  /**
   * Chooses the ridge and learns from all rows.
   *
   * @param data n x p features with classes and folds
   */
  public static Fitted<LinearClassifier> fit(LabelledFeatures data, LogisticSettings settings) {
    FeatureSpace space = FeatureSpace.of(data.rows(), data.all());
    CrossValidation validation =
        CrossValidation.of(
            data, settings.ridges(), fold -> new FoldPath(space, data, fold, settings.balanced()));
    double ridge = validation.choose();
    double temperature = settings.calibrated() ? validation.temperature(ridge) : 1;
    double[] x = solve(space, loss(space, data, data.all(), settings.balanced()), ridge);
    return new Fitted<>(
        space.classifier(x, data.targets(), temperature),
        ridge,
        validation.outOfFold(ridge, temperature),
        validation.losses());
  }

  /** Learns from all rows with a ridge that is given. */
  public static LinearClassifier fit(LabelledFeatures data, double ridge, boolean balanced) {
    FeatureSpace space = FeatureSpace.of(data.rows(), data.all());
    double[] x = solve(space, loss(space, data, data.all(), balanced), ridge);
    return space.classifier(x, data.targets(), 1);
  }

  private static SoftmaxLoss loss(
      FeatureSpace space, LabelledFeatures data, int[] rows, boolean balanced) {
    return new SoftmaxLoss(space.columns(rows), data.classesOf(rows), data.targets(), balanced);
  }

  private static double[] solve(FeatureSpace space, SoftmaxLoss loss, double ridge) {
    double[] start = new double[loss.size()];
    return solve(loss, loss.curvature(space.leading()), ridge, start, EXACT);
  }

  private static double[] solve(
      SoftmaxLoss loss, Curvature curvature, double ridge, double[] start, double tolerance) {
    Lbfgs.Metric metric = curvature.inverse(loss.softness(start), ridge);
    return new Lbfgs(loss.withRidge(ridge), tolerance, ITERATIONS, metric).minimise(start);
  }

  /** The models of one fold: each ridge starts where the last one ended. */
  private static final class FoldPath implements CrossValidation.Fold {
    private final SoftmaxLoss loss;
    private final Curvature curvature;
    private final double[][] held;
    private final int rows;
    private final int targets;
    private double[] x;

    FoldPath(FeatureSpace all, LabelledFeatures data, int fold, boolean balanced) {
      int[] training = data.outside(fold);
      int[] out = data.inside(fold);
      FeatureSpace space = all.isDual() ? all : FeatureSpace.primal(data.rows(), training);
      this.loss = loss(space, data, training, balanced);
      this.curvature = loss.curvature(space.leading());
      this.held = space.columns(out);
      this.rows = out.length;
      this.targets = data.targets();
      this.x = new double[loss.size()];
    }

    @Override
    public double[][] at(double ridge) {
      x = solve(loss, curvature, ridge, x, QUICK);
      return SoftmaxLoss.logits(x, held, rows, targets);
    }
  }
}

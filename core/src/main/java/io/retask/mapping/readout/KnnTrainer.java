package io.retask.mapping.readout;

import java.util.List;

/** Chooses the number of neighbours by cross-validation (our rule: the lowest loss). */
public final class KnnTrainer {
  private static final int MOST = 51;
  private static final List<Integer> CANDIDATES = List.of(MOST, 25, 15, 9, 7, 5, 3, 1);

  /** Standard errors; the loss falls and rises less evenly than that of a penalty. */
  private static final double HOPELESS = 3;

  private KnnTrainer() {}

  /**
   * Chooses k among eight odd numbers from 1 to 51, or all rows where there are fewer, and
   * remembers all rows.
   *
   * @param data n x p features with classes and folds
   */
  public static Fitted<NearestNeighbours> fit(LabelledFeatures data) {
    List<Double> settings = CANDIDATES.stream().map(Integer::doubleValue).toList();
    CrossValidation validation =
        CrossValidation.of(data, settings, HOPELESS, fold -> fold(data, fold));
    double chosen = validation.choose();
    NearestNeighbours model =
        NearestNeighbours.of(data.rows(), data.classesOf(data.all()), data.targets(), (int) chosen);
    return new Fitted<>(model, chosen, validation.outOfFold(chosen, 1), validation.losses());
  }

  private static CrossValidation.Fold fold(LabelledFeatures data, int fold) {
    int[] training = data.outside(fold);
    NearestNeighbours model =
        NearestNeighbours.of(
            data.rows().rows(training), data.classesOf(training), data.targets(), 1);
    int[][] order = model.ranked(data.rows().rows(data.inside(fold)), MOST);
    return k -> logits(model.withNeighbours((int) k), order);
  }

  private static double[][] logits(NearestNeighbours model, int[][] order) {
    double[][] logits = new double[model.targets()][order.length];
    for (int i = 0; i < order.length; i++) {
      double[] votes = model.votes(order[i]);
      for (int c = 0; c < votes.length; c++) {
        logits[c][i] = Math.log(votes[c]);
      }
    }
    return logits;
  }
}

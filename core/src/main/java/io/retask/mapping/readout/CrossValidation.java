package io.retask.mapping.readout;

import io.retask.blackbox.Scores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What rows are predicted as by models that never saw them, for each setting of the models. */
final class CrossValidation {
  private final List<Double> settings = new ArrayList<>();
  private final List<HeldOut> found = new ArrayList<>();

  /** The models of one fold, asked for with the strongest restraint first. */
  interface Fold {
    /** The logits of the rows that the fold holds out, C x held. */
    double[][] at(double setting);
  }

  private CrossValidation() {}

  /**
   * Runs all folds in parallel, one setting after the other, until the loss is clearly above the
   * lowest one: with less and less restraint it falls and then rises, and the last settings are
   * those that take longest.
   *
   * @param settings the strongest restraint first
   * @param hopeless standard errors of the rise above the lowest loss that end the search
   * @param maker prepares the models of a fold that holds rows out
   */
  static CrossValidation of(
      LabelledFeatures data, List<Double> settings, double hopeless, IntFunction<Fold> maker) {
    int[] numbers =
        IntStream.range(0, data.foldCount()).filter(fold -> data.inside(fold).length > 0).toArray();
    List<Fold> folds = IntStream.of(numbers).parallel().mapToObj(maker).toList();
    CrossValidation validation = new CrossValidation();
    for (int s = 0; s < settings.size() && !validation.isHopeless(hopeless); s++) {
      double setting = settings.get(s);
      double[][] logits = new double[data.targets()][data.count()];
      // folds hold out different rows, so they write to different places
      IntStream.range(0, numbers.length)
          .parallel()
          .forEach(f -> place(data.inside(numbers[f]), folds.get(f).at(setting), logits));
      validation.settings.add(setting);
      validation.found.add(new HeldOut(logits, data.classesOf(data.all())));
    }
    return validation;
  }

  private boolean isHopeless(double most) {
    if (found.isEmpty()) {
      return false;
    }
    HeldOut last = found.get(found.size() - 1);
    return last.rise(found.get(lowest())) > most;
  }

  private int lowest() {
    int best = 0;
    for (int s = 1; s < found.size(); s++) {
      best = found.get(s).loss(1) < found.get(best).loss(1) ? s : best;
    }
    return best;
  }

  private static void place(int[] held, double[][] from, double[][] to) {
    for (int c = 0; c < to.length; c++) {
      for (int i = 0; i < held.length; i++) {
        to[c][held[i]] = from[c][i];
      }
    }
  }

  /** The mean loss of each setting that was tried. */
  Map<Double, Double> losses() {
    Map<Double, Double> losses = new HashMap<>();
    for (int s = 0; s < settings.size(); s++) {
      losses.put(settings.get(s), found.get(s).loss(1));
    }
    return losses;
  }

  /** The setting with the lowest loss; the most restrained of several. */
  double choose() {
    return settings.get(lowest());
  }

  /** The temperature in [0.1, 10] that makes the loss lowest. */
  double temperature(double setting) {
    return at(setting).temperature(0.1, 10);
  }

  /** The predictions at one setting: n x C probabilities. */
  Scores outOfFold(double setting, double temperature) {
    return at(setting).probabilities(temperature);
  }

  private HeldOut at(double setting) {
    return found.get(settings.indexOf(setting));
  }
}

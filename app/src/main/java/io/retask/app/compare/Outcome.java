package io.retask.app.compare;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one training of the comparison came to.
 *
 * @param method its name on the command line
 * @param budget the images that it was allowed to bill for training
 * @param billedImages the images that it billed for training, as if nobody else had asked the box
 * @param seed of the division and of the training
 * @param accuracy on the test rows; null where there is no result
 * @param balancedAccuracy on the test rows; null where there is no result
 * @param trainSeconds of this process; answers that another cell paid for take no time
 * @param views the number of views that was asked for; null for a method without that choice
 * @param imagesPerPrediction what one prediction bills; null where there is no result
 * @param refused why there is no result; null where there is one
 * @param variant tells it from the same method with other settings; null for the only one
 */
public record Outcome(
    String method,
    long budget,
    long billedImages,
    long seed,
    @Nullable Double accuracy,
    @Nullable Double balancedAccuracy,
    double trainSeconds,
    @Nullable Integer views,
    @Nullable Integer imagesPerPrediction,
    @Nullable String refused,
    @Nullable String variant) {

  static Outcome refused(Cell cell, long billed, double seconds, String reason) {
    return new Outcome(
        cell.entrant().method(),
        cell.budget(),
        billed,
        cell.seed(),
        null,
        null,
        seconds,
        cell.entrant().views(),
        null,
        reason,
        cell.entrant().variant());
  }

  Cell cell() {
    return new Cell(new Entrant(method, views, variant), budget, seed);
  }

  /** The same result under a higher budget that would change nothing. */
  Outcome at(long higher) {
    return new Outcome(
        method,
        higher,
        billedImages,
        seed,
        accuracy,
        balancedAccuracy,
        trainSeconds,
        views,
        imagesPerPrediction,
        refused,
        variant);
  }

  /** Whether the budget had room left. */
  boolean hadRoom() {
    return refused == null && billedImages < budget;
  }

  /** The keys that product users rely on, in their order, and more behind them. */
  public Map<String, @Nullable Object> asMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("method", method);
    map.put("budget", budget);
    map.put("billedImages", billedImages);
    map.put("seed", seed);
    map.put("accuracy", accuracy);
    map.put("balancedAccuracy", balancedAccuracy);
    map.put("trainSeconds", trainSeconds);
    map.put("views", views);
    map.put("imagesPerPrediction", imagesPerPrediction);
    map.put("refused", refused);
    map.put("variant", variant);
    return map;
  }
}

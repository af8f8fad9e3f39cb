package io.retask.mapping.readout;

import io.retask.blackbox.Scores;
import java.util.Map;

/**
 * A classifier with the cross-validation that chose its setting.
 *
 * @param model learned from all rows
 * @param chosen the ridge, or the number of neighbours
 * @param outOfFold n x C: each row as predicted by the folds that do not hold it, at the chosen
 *     setting. The setting, and the temperature where one is fitted, were chosen with these rows,
 *     so figures of them are very slightly hopeful; the weights never saw the row.
 * @param losses the cross-validated negative log-likelihood of each setting that was tried
 * @param <M> the kind of classifier
 */
public record Fitted<M>(M model, double chosen, Scores outOfFold, Map<Double, Double> losses) {
  /** Copies the map. */
  public Fitted {
    losses = Map.copyOf(losses);
  }
}

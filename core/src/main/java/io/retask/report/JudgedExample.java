package io.retask.report;

import java.util.Comparator;

/**
 * An example and its answer.
 *
 * @param picture the example
 * @param prediction the answer
 */
public record JudgedExample(Picture picture, Prediction prediction) {

  /** Wrong before right, and the most confident first. */
  static Comparator<JudgedExample> mostTellingFirst() {
    return Comparator.comparing((JudgedExample example) -> example.prediction().right())
        .thenComparing(example -> -example.prediction().probability());
  }
}

package io.retask.report;

/**
 * One answer beside the truth.
 *
 * @param truth the true class
 * @param predicted the class that was answered
 * @param probability its probability, in [0,1]
 */
public record Prediction(String truth, String predicted, double probability) {

  /** Checks the probability. */
  public Prediction {
    Checks.share(probability, "the probability of a prediction");
  }

  boolean right() {
    return truth.equals(predicted);
  }
}

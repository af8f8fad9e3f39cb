package io.retask.report;

/**
 * How strongly a label of the box speaks for a class.
 *
 * @param label the source label
 * @param weight finite and above 0
 */
public record SourceWeight(String label, double weight) {

  /** Checks the weight. */
  public SourceWeight {
    Checks.words(label, "a source label");
    if (!(weight > 0 && Double.isFinite(weight))) {
      throw new IllegalArgumentException(
          "'%s' has weight %s, but only labels that speak for a class are listed: above 0"
              .formatted(label, weight));
    }
  }
}

package io.retask.mapping;

/**
 * How many source labels each class gets.
 *
 * @param sources the number of source labels, K
 * @param targets the number of classes, C, at least 1
 * @param labelsPerClass m, at least 1; C·m is at most K because no label serves two classes
 */
public record MappingSize(int sources, int targets, int labelsPerClass) {
  /** Checks that there are labels enough. */
  public MappingSize {
    if (targets < 1 || labelsPerClass < 1) {
      throw new IllegalArgumentException(
          "%d classes with %d labels each: both must be at least 1"
              .formatted(targets, labelsPerClass));
    }
    if (targets > sources) {
      throw new IllegalArgumentException(
          "%d classes need a label each, but the box has %d; use a box with more labels, or a readout"
              .formatted(targets, sources));
    }
    if ((long) targets * labelsPerClass > sources) {
      throw new IllegalArgumentException(
          "%d classes with %d labels each need %d labels, but the box has %d; at most %d a class"
              .formatted(
                  targets,
                  labelsPerClass,
                  (long) targets * labelsPerClass,
                  sources,
                  sources / targets));
    }
  }
}

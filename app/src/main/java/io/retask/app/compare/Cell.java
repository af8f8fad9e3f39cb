package io.retask.app.compare;

/**
 * One training of the comparison.
 *
 * @param entrant the method
 * @param budget the images that it may bill
 * @param seed of the division and of the training
 */
record Cell(Entrant entrant, long budget, long seed) {
  /** Its name among the trainings of its seed. */
  String column() {
    return "%s@%d".formatted(entrant.label(), budget);
  }

  String words() {
    return "%s at %,d images, seed %d".formatted(entrant.label(), budget, seed);
  }
}

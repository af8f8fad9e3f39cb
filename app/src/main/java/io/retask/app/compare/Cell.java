package io.retask.app.compare;

/**
 * One training of the comparison.
 *
 * @param entrant the method
 * @param budget the images that it may bill
 * @param seed of the division and of the training
 */
record Cell(Entrant entrant, long budget, long seed) {
  /** A name for files. */
  String fileName() {
    return "%s-%d-%d".formatted(entrant.label().replace(':', '_').replace('/', '_'), budget, seed);
  }

  String words() {
    return "%s at %,d images, seed %d".formatted(entrant.label(), budget, seed);
  }
}

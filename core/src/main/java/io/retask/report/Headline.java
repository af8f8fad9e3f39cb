package io.retask.report;

import java.time.Instant;

/**
 * What a reader sees first.
 *
 * @param run the name of the run
 * @param conclusion the result in one sentence
 * @param finished when the run ended
 * @param seed the seed that repeats it
 * @param version the version of the software
 */
public record Headline(
    String run, Conclusion conclusion, Instant finished, long seed, String version) {

  /** Checks the names. */
  public Headline {
    Checks.words(run, "the name of the run");
    Checks.words(version, "the version of the software");
  }
}

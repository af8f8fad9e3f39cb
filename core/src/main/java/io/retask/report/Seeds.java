package io.retask.report;

import java.util.Optional;

/**
 * Of how many seeds there is a result.
 *
 * @param found those that have one, 0 to all
 * @param all how many were asked for, at least 1
 */
public record Seeds(int found, int all) {
  /** Checks the counts. */
  public Seeds {
    Checks.count(all, 1, "the number of seeds");
    if (found < 0 || found > all) {
      throw new IllegalArgumentException(
          "%d of %d seeds cannot have a result".formatted(found, all));
    }
  }

  /** What has to be said beside a figure that is not over all seeds; empty where it is. */
  public Optional<String> part() {
    return found == all ? Optional.empty() : Optional.of("%d of %d seeds".formatted(found, all));
  }
}

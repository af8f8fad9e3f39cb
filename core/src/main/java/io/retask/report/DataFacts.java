package io.retask.report;

import java.util.List;
import java.util.Optional;

/**
 * The data of a run.
 *
 * @param name what people call it
 * @param classes the examples of each class
 * @param groups the groups that the split kept whole, such as patients; 0 if none has more than one
 *     example
 * @param duplicates the examples found more than once
 * @param skipped the files that could not be read, and were left out
 * @param judged the name of other data that the figures are of; empty if they are of these
 * @param digest a digest of the data, of which examples were labelled, and of those that were
 *     judged
 */
public record DataFacts(
    String name,
    List<ClassCount> classes,
    int groups,
    int duplicates,
    int skipped,
    Optional<String> judged,
    String digest) {

  /** Copies the classes and checks the counts. */
  public DataFacts {
    Checks.words(name, "the name of the data");
    classes = List.copyOf(classes);
    Checks.count(groups, 0, "the number of groups");
    Checks.count(duplicates, 0, "the number of duplicates");
    Checks.count(skipped, 0, "the number of skipped files");
  }
}

package io.retask.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to learn from, and how it is divided.
 *
 * @param source a folder, a file, or the name of a data set
 * @param classes the classes to use; empty for all
 * @param labels how many labelled examples to use at most, null for all
 * @param holdout how many examples to keep for the report at most, null for all
 * @param validationShare the share of the labelled examples that follows the training, 0 to 0.5; of
 *     methods that follow theirs, the others learn from all
 * @param testShare the share kept for the report where neither the publisher nor {@code holdout}
 *     says how many, 0 to 0.9
 * @param equalClasses whether every class gives the same number of labelled examples, as many as
 *     {@code labels} or the smallest class has them; and of those that {@code holdout} keeps
 * @param unreadable whether a file that cannot be read ends the run or is skipped and counted
 */
public record DataRecipe(
    String source,
    @Nullable List<String> classes,
    @Nullable Integer labels,
    @Nullable Integer holdout,
    @Nullable Double validationShare,
    @Nullable Double testShare,
    @Nullable Boolean equalClasses,
    @Nullable Unreadable unreadable) {

  /** What becomes of files that cannot be read. */
  public enum Unreadable {
    /** The run ends and names them. */
    @JsonProperty("refuse")
    REFUSE,
    /** They are left out, counted and named. */
    @JsonProperty("skip")
    SKIP
  }

  /** Fills the defaults in and checks the ranges. */
  public DataRecipe {
    Range.present("data.source", source);
    classes = classes == null ? List.of() : List.copyOf(classes);
    validationShare = validationShare == null ? Double.valueOf(0.2) : validationShare;
    testShare = testShare == null ? Double.valueOf(0.3) : testShare;
    equalClasses = equalClasses == null ? Boolean.FALSE : equalClasses;
    unreadable = unreadable == null ? Unreadable.REFUSE : unreadable;
    Range.check("data.validationShare", validationShare, 0, 0.5);
    Range.check("data.testShare", testShare, 0, 0.9);
    Range.atLeast("data.labels", labels, 1);
    Range.atLeast("data.holdout", holdout, 0);
  }

  /** The same data with everything at its default. */
  public static DataRecipe of(String source) {
    return new DataRecipe(source, List.of(), null, null, null, null, null, null);
  }
}

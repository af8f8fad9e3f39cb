package io.retask.app.study;

import io.retask.recipe.DataRecipe;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a study learns from, where the user says nothing else.
 *
 * @param source the name of a data set; null where no package ships the data
 * @param labels how many labelled examples; null for all
 * @param holdout how many test examples; null for all
 * @param wanted what the user has to name where there is no source
 */
public record Material(
    @Nullable String source, @Nullable Integer labels, @Nullable Integer holdout, String wanted) {
  /** Whether a request is for the study's own data, all classes and as many rows. */
  boolean isWhatIsAsked(DataRecipe asked) {
    return (source == null || source.equals(asked.source()))
        && asked.classes().isEmpty()
        && Objects.equals(labels, asked.labels())
        && Objects.equals(holdout, asked.holdout());
  }
}

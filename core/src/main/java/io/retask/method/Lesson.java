package io.retask.method;

import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.data.Dataset;
import io.retask.data.Split;
import io.retask.recipe.Recipe;
import io.retask.recipe.RecipeFile;
import io.retask.train.CheckpointFolder;
import io.retask.train.RunListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Everything that a method learns from.
 *
 * @param recipe what to do
 * @param data the examples
 * @param split which of them may be learned from
 * @param box the black box, metered
 * @param checkpoints where to keep the state between steps; empty to keep nothing
 * @param listener hears how it goes
 */
public record Lesson(
    Recipe recipe,
    Dataset data,
    Split split,
    MeteredBox box,
    Optional<Path> checkpoints,
    RunListener listener) {

  /** Where the state between steps of a recipe is kept; a raised budget goes on from it. */
  public static CheckpointFolder kept(Recipe recipe, Path folder) {
    return new CheckpointFolder(folder, RecipeFile.format(recipe.unlimited()));
  }

  Optional<CheckpointFolder> kept() {
    return checkpoints.map(folder -> kept(recipe, folder));
  }

  /** The rows that may be learned from: training, then validation. */
  public int[] labelled() {
    return IntStream.concat(IntStream.of(split.train()), IntStream.of(split.validation()))
        .toArray();
  }

  /** The classes of some rows. */
  public int[] classesOf(int[] rows) {
    return data.classesOf(rows);
  }

  /** The groups of some rows, see {@link Dataset#kinOf}. */
  public String[] groupsOf(int[] rows) {
    return data.kinOf(rows).toArray(String[]::new);
  }

  /** All of {@link #labelled}, by their places there. */
  List<Integer> everyPlace() {
    return IntStream.range(0, labelled().length).boxed().toList();
  }

  /** The box's answers to the examples as they are, resized to its input. */
  public Scores unprogrammed(Cause cause, int[] rows) {
    return box.query(cause, data.tensors(rows, box.spec().input()));
  }
}

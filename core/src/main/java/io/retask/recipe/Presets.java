package io.retask.recipe;

import io.retask.recipe.BarRecipe.MappingRecipe;
import io.retask.recipe.BarRecipe.ProgramRecipe;
import io.retask.recipe.BarRecipe.UpdateRecipe;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the experiments in Tsai, Chen and Ho (ICML 2020), arXiv 2007.08714. All figures
 * come from reading notes, not from the paper itself; check them there before citing. Three could
 * not be confirmed at all, so no claim about the paper rests on them: 5 source labels a class for
 * {@code paper-asd}, and 65 directions and the step size 0.001 for {@code paper-melanoma}.
 *
 * <p>Not known are the smoothing, the decay of the step size and the number of steps: those are at
 * the defaults of {@link BarRecipe}.
 */
public final class Presets {
  private static final Map<String, BarRecipe> BY_NAME =
      new TreeMap<>(
          Map.of(
              "paper-asd", paper(null, 25, 5, 0.05),
              "paper-dr", paper(null, 55, 10, 0.05),
              "paper-melanoma", paper(64, 65, 10, 0.001)));

  private Presets() {}

  /**
   * The settings behind a name.
   *
   * @throws InvalidRecipe if there is no such preset
   */
  public static BarRecipe of(String name) {
    BarRecipe found = BY_NAME.get(name);
    if (found == null) {
      throw new InvalidRecipe(
          "there is no preset '%s'; choose one of %s"
              .formatted(name, String.join(", ", BY_NAME.keySet())));
    }
    return found;
  }

  private static BarRecipe paper(
      @Nullable Integer sourceSize, int directions, int labels, double stepSize) {
    return new BarRecipe(
        new ProgramRecipe(ProgramRecipe.ProgramKind.FRAMED, sourceSize, null),
        new MappingRecipe(MappingRecipe.MappingKind.FREQUENCY, labels),
        null,
        EstimatorRecipe.oneSided(directions),
        new UpdateRecipe(UpdateRecipe.UpdateKind.SGD, stepSize, null),
        20,
        null,
        null);
  }
}

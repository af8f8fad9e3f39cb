package io.retask.app.compare;

import io.retask.recipe.InvalidRecipe;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a method may bill for its training.
 *
 * @param count images, or images a labelled example
 * @param perLabel which of the two
 */
public record TrainingBudget(long count, boolean perLabel) {
  private static final Pattern WORD = Pattern.compile("([0-9]{1,12})(n?)");

  /**
   * Reads {@code 5000} or {@code 3n}.
   *
   * @throws InvalidRecipe if it is neither
   */
  public static TrainingBudget parse(String word) {
    Matcher matcher = WORD.matcher(word);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) < 1) {
      throw new InvalidRecipe(
          "'%s' is no budget; write a number of images such as 5000, or 3n for three images a labelled example"
              .formatted(word));
    }
    return new TrainingBudget(Long.parseLong(matcher.group(1)), !matcher.group(2).isEmpty());
  }

  long images(int labelled) {
    return perLabel ? count * labelled : count;
  }
}

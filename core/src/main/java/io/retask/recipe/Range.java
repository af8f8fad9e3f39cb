package io.retask.recipe;

import org.jspecify.annotations.Nullable;

/** Checks of recipe values that name the key. */
final class Range {
  private Range() {}

  static void check(String key, double value, double lowest, double highest) {
    if (!(value >= lowest && value <= highest)) {
      throw new InvalidRecipe(
          "recipe key '%s' is %s; it takes %s to %s".formatted(key, value, lowest, highest));
    }
  }

  static void above(String key, double value, double bound) {
    if (!(value > bound) || Double.isInfinite(value)) {
      throw new InvalidRecipe(
          "recipe key '%s' is %s; it must be above %s".formatted(key, value, bound));
    }
  }

  static <T> T present(String key, @Nullable T value) {
    if (value == null || value.toString().isBlank()) {
      throw new InvalidRecipe("recipe key '%s' is missing; add it".formatted(key));
    }
    return value;
  }

  static void atLeast(String key, @Nullable Integer value, int lowest) {
    if (value != null && value < lowest) {
      throw new InvalidRecipe(
          "recipe key '%s' is %d; it must be at least %d".formatted(key, value, lowest));
    }
  }
}

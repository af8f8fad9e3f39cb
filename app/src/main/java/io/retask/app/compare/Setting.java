package io.retask.app.compare;

import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;
import java.util.List;
import java.util.Map;

/**
 * One recipe key that is set, for somebody or for all.
 *
 * @param owner whose it is, as {@link Entrant#isCalled} knows it; empty for a key of all
 * @param assignment {@code key=value}
 */
record Setting(String owner, String assignment) {
  /** What is equal for all that is compared, each with the options that say it. */
  private static final Map<String, String> COMMON =
      Map.of(
          "retask", "nothing: the format is that of this software",
          "method", "--methods",
          "box", "--box",
          "seed", "--seeds",
          "budget", "--budgets",
          "data", "--data, --labels, --holdout and the other options of the data");

  /** Reads {@code KEY=VALUE} or {@code OWNER:KEY=VALUE}; a method's section is its own. */
  static Setting parse(String text) {
    int sign = text.indexOf('=');
    int colon = text.lastIndexOf(':', sign);
    if (colon > 0) {
      return new Setting(text.substring(0, colon), text.substring(colon + 1));
    }
    Setting all = new Setting("", text);
    return Recipe.METHODS.contains(all.section()) ? new Setting(all.section(), text) : all;
  }

  private String key() {
    int sign = assignment.indexOf('=');
    return sign < 0 ? assignment : assignment.substring(0, sign);
  }

  private String section() {
    return key().split("\\.", 2)[0];
  }

  boolean concerns(Entrant entrant) {
    return owner.isEmpty() || entrant.isCalled(owner);
  }

  /**
   * Checks that methods stay comparable and are what they are called.
   *
   * @throws InvalidRecipe if this is a key that is equal for all, or one that a name says already
   */
  void check(List<Entrant> entrants) {
    String options = COMMON.get(section());
    if (options != null) {
      throw new InvalidRecipe(
          "'%s' sets what is equal for all that is compared; it is said by %s"
              .formatted(assignment, options));
    }
    for (Entrant entrant : entrants) {
      if (concerns(entrant) && key().equals(entrant.viewKey())) {
        throw new InvalidRecipe(
            "'%s' would give '%s' other views than its name says; write the number into --methods"
                .formatted(assignment, entrant.label()));
      }
    }
  }
}

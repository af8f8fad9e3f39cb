package io.retask.app.compare;

import io.retask.recipe.DataRecipe;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;
import io.retask.recipe.RecipeDraft;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to compare.
 *
 * @param box the black box
 * @param data what to learn from, and how it is divided
 * @param entrants the methods, one or more
 * @param budgets what each may bill for a training, one or more
 * @param seeds how many divisions and trainings each gets, from seed 1, at least 1
 * @param settings recipe keys as {@code key=value}; a key of one method's section, or one that
 *     begins with {@code METHOD:} or {@code METHOD/VARIANT:}, is for that one alone
 * @param maxImages the most images that may be sent in all, test rows included; null for what is
 *     announced
 * @param money the same in the currency of the box; null for what is announced
 * @param redo methods whose finished results are thrown away first
 */
public record ComparisonRequest(
    String box,
    DataRecipe data,
    List<Entrant> entrants,
    List<TrainingBudget> budgets,
    int seeds,
    List<String> settings,
    @Nullable Long maxImages,
    @Nullable BigDecimal money,
    Set<String> redo) {

  /** Copies the lists and checks that there is something to do. */
  public ComparisonRequest {
    entrants = List.copyOf(entrants);
    budgets = List.copyOf(budgets);
    settings = List.copyOf(settings);
    redo = Set.copyOf(redo);
    if (entrants.isEmpty() || budgets.isEmpty() || seeds < 1) {
      throw new InvalidRecipe(
          "%d methods, %d budgets and %d seeds make no comparison; give one or more of each"
              .formatted(entrants.size(), budgets.size(), seeds));
    }
  }

  /** Whether a method that is compared needs the gradients of the box. */
  boolean seesInside() {
    return entrants.stream().anyMatch(Entrant::seesInside);
  }

  /**
   * The recipe of one cell.
   *
   * @throws InvalidRecipe if a setting is not known or out of range
   */
  Recipe recipe(Cell cell) {
    Entrant entrant = cell.entrant();
    RecipeDraft draft =
        RecipeDraft.empty()
            .with("method", entrant.method())
            .with("box", box)
            .with("data", data)
            .with("budget.images", cell.budget())
            .with("seed", cell.seed());
    String key = entrant.viewKey();
    if (key != null) {
      draft.with(key, entrant.views());
    }
    settings.forEach(setting -> assign(draft, entrant, setting));
    return draft.finish();
  }

  private static void assign(RecipeDraft draft, Entrant entrant, String setting) {
    int colon = setting.indexOf(':');
    int sign = setting.indexOf('=');
    if (colon > 0 && colon < sign) {
      if (entrant.isOwnedBy(setting.substring(0, colon))) {
        draft.withAssignment(setting.substring(colon + 1));
      }
      return;
    }
    int dot = setting.indexOf('.');
    String section = dot > 0 && dot < sign ? setting.substring(0, dot) : "";
    if (!Recipe.METHODS.contains(section) || section.equals(entrant.method())) {
      draft.withAssignment(setting);
    }
  }
}

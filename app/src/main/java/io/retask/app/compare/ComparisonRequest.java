package io.retask.app.compare;

import io.retask.recipe.DataRecipe;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;
import io.retask.recipe.RecipeDraft;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
 *     begins with {@code METHOD:}, {@code METHOD:V:} or {@code METHOD/VARIANT:}, is for that one
 *     alone
 * @param maxImages the most images that may be sent in all, test rows included; null for what is
 *     announced
 * @param money the same in the currency of the box; null for what is announced
 * @param redo methods, or what tells an entrant from the others, whose finished results are thrown
 *     away first
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

  /**
   * Copies the lists and checks that there is something to do, that no setting makes what is
   * compared unequal or its name untrue, and that what is to be made again takes part.
   */
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
    for (String setting : settings) {
      Setting.parse(setting).check(entrants);
    }
    for (String name : redo) {
      if (entrants.stream().noneMatch(entrant -> entrant.isCalled(name))) {
        throw new InvalidRecipe(
            "'%s' cannot be made again: the methods compared are %s; name one of them with --redo"
                .formatted(name, labels(entrants)));
      }
    }
  }

  private static String labels(List<Entrant> entrants) {
    return entrants.stream().map(Entrant::label).collect(Collectors.joining(", "));
  }

  /**
   * Refuses settings that are for nobody who is compared. Those that a study or a benchmark has for
   * all its methods may be: some of them can be left out.
   *
   * @param own what the user set
   * @throws InvalidRecipe if one of them is so
   */
  public void refuseUnused(List<String> own) {
    for (String setting : own) {
      Setting parsed = Setting.parse(setting);
      if (entrants.stream().noneMatch(parsed::concerns)) {
        throw new InvalidRecipe(
            "'%s' is for '%s', but the methods compared are %s; name one of them, or leave the setting out"
                .formatted(setting, parsed.owner(), labels(entrants)));
      }
    }
  }

  /** Those whose finished results are thrown away first. */
  List<Entrant> again() {
    return entrants.stream().filter(entrant -> redo.stream().anyMatch(entrant::isCalled)).toList();
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
    settings.stream()
        .map(Setting::parse)
        .filter(setting -> setting.concerns(entrant))
        .forEach(setting -> draft.withAssignment(setting.assignment()));
    // after the settings, since the name is what the tables show
    String key = entrant.viewKey();
    if (key != null) {
      draft.with(key, entrant.views());
    }
    return draft.finish();
  }

  /** The most images that one prediction of the cell may bill. */
  int mostViews(Cell cell) {
    return cell.entrant().asksTheBox() ? recipe(cell).settings().mostViews() : 0;
  }
}

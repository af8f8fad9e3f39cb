package io.retask.app.study;

import io.retask.app.compare.ComparisonRequest;
import io.retask.method.ModuleMethods;
import io.retask.recipe.InvalidRecipe;
import io.retask.report.PublishedFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A published experiment, declared: who takes part with which settings at which bills, on which
 * data, and what was published.
 *
 * @param name what the user types
 * @param title for people
 * @param task what is to be learned and how that differs from the publication, as sentences
 * @param material the data
 * @param methods who takes part, as {@code compare} reads them
 * @param budgets what a training may bill, as {@code compare} reads them
 * @param settings recipe keys, see {@link ComparisonRequest}
 * @param published figures with their sources
 */
public record Study(
    String name,
    String title,
    List<String> task,
    Material material,
    List<String> methods,
    List<String> budgets,
    List<String> settings,
    List<PublishedFigure> published) {

  /** Copies the lists. */
  public Study {
    task = List.copyOf(task);
    methods = List.copyOf(methods);
    budgets = List.copyOf(budgets);
    settings = List.copyOf(settings);
    published = List.copyOf(published);
  }

  /**
   * Finds a study by its name.
   *
   * @throws InvalidRecipe if there is none of that name
   */
  public static Study of(String name) {
    return all().stream()
        .filter(study -> study.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRecipe(
                    "there is no study '%s'; choose from %s"
                        .formatted(
                            name,
                            all().stream().map(Study::name).collect(Collectors.joining(", ")))));
  }

  /** All studies. */
  public static List<Study> all() {
    return List.of(Squares.STUDY, Digits.STUDY, Photographs.STUDY);
  }

  /** Those of the methods that this installation has. */
  public List<String> present() {
    return methods.stream().filter(Study::isPresent).toList();
  }

  /** Those that it does not have: their module was not built. */
  public List<String> absent() {
    List<String> absent = new ArrayList<>(methods);
    absent.removeAll(present());
    return absent;
  }

  private static boolean isPresent(String word) {
    return ModuleMethods.of(word.split("[:/]", 2)[0]).map(ModuleMethods::isPresent).orElse(true);
  }
}

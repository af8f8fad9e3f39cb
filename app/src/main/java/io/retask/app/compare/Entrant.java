package io.retask.app.compare;

import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One method that is compared, with its bill per prediction where that is a choice.
 *
 * @param method its name on the command line
 * @param views how many views, V; null for a method without that choice, and for the default
 * @param variant tells entrants of one method with other settings apart; null for the only one
 */
public record Entrant(String method, @Nullable Integer views, @Nullable String variant) {
  private static final Pattern VARIANT = Pattern.compile("[a-z0-9][a-z0-9-]*");

  /** What bills the same images however high the budget is, so that one result serves them all. */
  private static final Set<String> FLAT =
      Set.of(
          "majority",
          "first-k",
          "raw",
          "frequency",
          "blm",
          "blm+",
          "knn",
          "readout",
          "views",
          "finetune",
          "probe-features",
          "scratch");

  private static final Set<String> BOXLESS =
      Set.of("majority", "raw", "finetune", "probe-features", "scratch");

  /** A method without a variant. */
  public Entrant(String method, @Nullable Integer views) {
    this(method, views, null);
  }

  /**
   * Reads a list of methods.
   *
   * @param words names, each with {@code :V} behind it where it has a number of views, and with
   *     {@code /VARIANT} where one method enters with several settings
   * @param views the numbers of views for names without one; may be empty
   * @throws InvalidRecipe if a name is unknown, or has views that the method does not know
   */
  public static List<Entrant> list(List<String> words, List<Integer> views) {
    Set<Entrant> entrants = new LinkedHashSet<>();
    for (String whole : words) {
      String variant = variant(whole);
      String word =
          variant == null ? whole : whole.substring(0, whole.length() - variant.length() - 1);
      int colon = word.indexOf(':');
      String method = checked(colon < 0 ? word : word.substring(0, colon));
      if (colon >= 0) {
        entrants.add(new Entrant(method, number(word, colon), variant));
      } else if (views.isEmpty() || Recipe.viewsKey(method).isEmpty()) {
        entrants.add(new Entrant(method, null, variant));
      } else {
        views.forEach(count -> entrants.add(new Entrant(method, count, variant)));
      }
    }
    if (entrants.isEmpty()) {
      throw new InvalidRecipe("there is nothing to compare; name methods with --methods A,B");
    }
    return new ArrayList<>(entrants);
  }

  private static @Nullable String variant(String word) {
    int slash = word.indexOf('/');
    if (slash < 0) {
      return null;
    }
    String variant = word.substring(slash + 1);
    if (!VARIANT.matcher(variant).matches()) {
      throw new InvalidRecipe(
          "'%s' has no name behind the slash; write small letters, digits and '-', such as 'bar/wide'"
              .formatted(word));
    }
    return variant;
  }

  private static String checked(String method) {
    if (!Recipe.METHODS.contains(method)) {
      throw new InvalidRecipe(
          "there is no method '%s' to compare; choose from %s"
              .formatted(method, String.join(", ", new TreeSet<>(Recipe.METHODS))));
    }
    return method;
  }

  private static int number(String word, int colon) {
    String method = word.substring(0, colon);
    if (Recipe.viewsKey(method).isEmpty()) {
      throw new InvalidRecipe(
          "'%s' asks for views, but method '%s' has no number of views; write '%s'"
              .formatted(word, method, method));
    }
    try {
      return Integer.parseInt(word.substring(colon + 1));
    } catch (NumberFormatException wrong) {
      throw new InvalidRecipe(
          "'%s' has no number behind the colon; write the number of views, such as '%s:4'"
              .formatted(word, method),
          wrong);
    }
  }

  /** What tells it from the others: {@code bar}, {@code auto:8}, {@code bar/wide}. */
  public String label() {
    return (views == null ? method : method + ":" + views) + ending();
  }

  private String ending() {
    return variant == null ? "" : "/" + variant;
  }

  /** Whether a name is its own, or that of its method or variant whatever the views. */
  boolean isCalled(String name) {
    return name.equals(method) || name.equals(method + ending()) || name.equals(label());
  }

  @Nullable String viewKey() {
    return views == null ? null : Recipe.viewsKey(method).orElseThrow();
  }

  boolean isFlat() {
    return FLAT.contains(method);
  }

  boolean seesInside() {
    return method.equals("ar");
  }

  boolean asksTheBox() {
    return !BOXLESS.contains(method);
  }
}

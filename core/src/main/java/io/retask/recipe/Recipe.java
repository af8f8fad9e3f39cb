package io.retask.recipe;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Everything that decides what a run does. Two runs of one recipe on a deterministic box make the
 * same artefact, byte for byte.
 *
 * @param retask the version of this format, 1
 * @param method how to learn, by its name on the command line
 * @param seed the source of every draw
 * @param box the file or URI of the black box
 * @param data what to learn from
 * @param budget what may be spent
 * @param settings what the method is told
 */
public record Recipe(
    int retask,
    String method,
    long seed,
    String box,
    DataRecipe data,
    BudgetRecipe budget,
    MethodSettings settings) {
  /** The version of the format that this software writes. */
  public static final int FORMAT = 1;

  /** The methods that can be trained. */
  public static final Set<String> METHODS =
      Set.of(
          "auto",
          "ar",
          "bar",
          "ilm",
          "spsa-gc",
          "zoo",
          "cma-es",
          "random-search",
          "views",
          "majority",
          "raw",
          "first-k",
          "frequency",
          "blm",
          "blm+",
          "knn",
          "readout",
          "finetune",
          "probe-features",
          "scratch");

  /** Where each method that has a number of views keeps it. */
  private static final Map<String, String> VIEWS =
      Map.of("views", "views.count", "auto", "auto.views");

  /** Checks the version, and that the settings are those of the method. */
  public Recipe {
    checkFormat(retask);
    Range.present("method", method);
    Range.present("box", box);
    Range.present("data", data);
    Range.present("budget", budget);
    if (!kind(method).isInstance(settings)) {
      throw new InvalidRecipe(
          "method %s takes settings of %s, not %s"
              .formatted(method, kind(method).getSimpleName(), settings));
    }
  }

  static void checkFormat(int retask) {
    if (retask != FORMAT) {
      throw new InvalidRecipe(
          "recipe key 'retask' is %d, but this software reads format %d; update Retask"
              .formatted(retask, FORMAT));
    }
  }

  /**
   * The kind of settings that a method has.
   *
   * @throws InvalidRecipe if there is no such method
   */
  static Class<? extends MethodSettings> kind(String method) {
    if (!METHODS.contains(method)) {
      throw new InvalidRecipe(
          "recipe key 'method' is '%s'; choose one of %s"
              .formatted(method, String.join(", ", new TreeSet<>(METHODS))));
    }
    return switch (method) {
      case "bar" -> BarRecipe.class;
      case "views" -> ViewsRecipe.class;
      case "auto" -> AutoRecipe.class;
      case "ar" -> ArRecipe.class;
      case "finetune" -> FinetuneRecipe.class;
      case "probe-features" -> ProbeRecipe.class;
      case "scratch" -> ScratchRecipe.class;
      default -> SearchRecipe.methods().contains(method) ? SearchRecipe.class : NoSettings.class;
    };
  }

  /** The key of a method's number of views; empty where it has none. */
  public static Optional<String> viewsKey(String method) {
    return Optional.ofNullable(VIEWS.get(method));
  }

  /**
   * The settings, of the kind that the method is known to have.
   *
   * @throws IllegalStateException if they are of another kind
   */
  public <T extends MethodSettings> T settings(Class<T> kind) {
    if (!kind.isInstance(settings)) {
      throw new IllegalStateException(
          "method '%s' has %s, not %s".formatted(method, settings, kind.getSimpleName()));
    }
    return kind.cast(settings);
  }

  /** The settings of {@code bar} and of the other methods that search one program. */
  public SearchRecipe searchSettings() {
    return settings instanceof BarRecipe bar ? SearchRecipe.of(bar) : settings(SearchRecipe.class);
  }

  /** Whether the method follows its training with labelled examples that it keeps from it. */
  public boolean follows() {
    return settings.follows();
  }

  /** Whether the method needs the gradients of the box, and so a box that is a local file. */
  public boolean seesInside() {
    return settings.seesInside();
  }

  /** The same with other paths, such as absolute ones. */
  public Recipe at(String otherBox, DataRecipe otherData) {
    return new Recipe(retask, method, seed, otherBox, otherData, budget, settings);
  }

  /** The same with another budget. */
  public Recipe within(BudgetRecipe other) {
    return new Recipe(retask, method, seed, box, data, other, settings);
  }

  /** The same without limits: what may not change while a run goes on. */
  public Recipe unlimited() {
    return within(new BudgetRecipe(null, null));
  }

  /** The same with another path of the network, if one is named. */
  public Recipe movingNetwork(UnaryOperator<String> move) {
    return new Recipe(retask, method, seed, box, data, budget, settings.movingNetwork(move));
  }
}

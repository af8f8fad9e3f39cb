package io.retask.recipe;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
 * @param bar the settings of method {@code bar}; null for another method
 * @param views the settings of method {@code views}; null for another method
 * @param search the settings of the other methods that search one program; null for another method
 * @param auto the settings of method {@code auto}; null for another method
 * @param ar the settings of method {@code ar}; null for another method
 * @param finetune the settings of method {@code finetune}; null for another method
 * @param probe the settings of method {@code probe-features}; null for another method
 * @param scratch the settings of method {@code scratch}; null for another method
 */
public record Recipe(
    int retask,
    String method,
    long seed,
    String box,
    DataRecipe data,
    BudgetRecipe budget,
    @Nullable BarRecipe bar,
    @Nullable ViewsRecipe views,
    @Nullable SearchRecipe search,
    @Nullable AutoRecipe auto,
    @Nullable ArRecipe ar,
    @Nullable FinetuneRecipe finetune,
    @Nullable ProbeRecipe probe,
    @Nullable ScratchRecipe scratch) {
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

  /** Checks the version, and that the settings are those of the method. */
  public Recipe {
    Range.present("method", method);
    Range.present("box", box);
    Range.present("data", data);
    Range.present("budget", budget);
    if (retask != FORMAT) {
      throw new InvalidRecipe(
          "recipe key 'retask' is %d, but this software reads format %d; update Retask"
              .formatted(retask, FORMAT));
    }
    if (!METHODS.contains(method)) {
      throw new InvalidRecipe(
          "recipe key 'method' is '%s'; choose one of %s"
              .formatted(method, String.join(", ", new TreeSet<>(METHODS))));
    }
    bar = forMethod("bar", method, bar, BarRecipe.DEFAULT);
    views = forMethod("views", method, views, ViewsRecipe.DEFAULT);
    boolean searches = SearchRecipe.methods().contains(method);
    search = forMethod("search", searches ? "search" : method, search, SearchRecipe.EMPTY);
    search = search == null ? null : search.completed(method);
    auto = forMethod("auto", method, auto, AutoRecipe.DEFAULT);
    ar = forMethod("ar", method, ar, ArRecipe.DEFAULT);
    finetune = forMethod("finetune", method, finetune, FinetuneRecipe.DEFAULT);
    boolean probes = method.equals("probe-features");
    probe = forMethod("probe", probes ? "probe" : method, probe, ProbeRecipe.DEFAULT);
    scratch = forMethod("scratch", method, scratch, ScratchRecipe.DEFAULT);
  }

  private static <T> @Nullable T forMethod(
      String owner, String method, @Nullable T settings, T usual) {
    if (owner.equals(method)) {
      return settings == null ? usual : settings;
    }
    if (settings != null) {
      throw new InvalidRecipe(
          "recipe key '%s' holds settings of another method than '%s'; remove it"
              .formatted(owner, method));
    }
    return null;
  }

  /** The settings of {@code bar}. */
  public BarRecipe barSettings() {
    if (bar == null) {
      throw new IllegalStateException("method '" + method + "' has no bar settings");
    }
    return bar;
  }

  /** The settings of {@code views}. */
  public ViewsRecipe viewsSettings() {
    if (views == null) {
      throw new IllegalStateException("method '" + method + "' has no views settings");
    }
    return views;
  }

  /** The settings of {@code bar} and of the other methods that search one program. */
  public SearchRecipe searchSettings() {
    if (bar != null) {
      return SearchRecipe.of(bar);
    }
    if (search == null) {
      throw new IllegalStateException("method '" + method + "' has no search settings");
    }
    return search;
  }

  /** Whether the method follows its training with labelled examples that it keeps from it. */
  public boolean follows() {
    if (ar != null) {
      return ar.validations() > 0;
    }
    if (finetune != null || scratch != null) {
      return true;
    }
    return (bar != null || search != null) && searchSettings().validations() > 0;
  }

  /** Whether the method needs the gradients of the box, and so a box that is a local file. */
  public boolean seesInside() {
    return ar != null;
  }

  /** The settings of {@code ar}. */
  public ArRecipe arSettings() {
    if (ar == null) {
      throw new IllegalStateException("method '" + method + "' has no ar settings");
    }
    return ar;
  }

  /** The same with other paths, such as absolute ones. */
  public Recipe at(String otherBox, DataRecipe otherData) {
    return new Recipe(
        retask, method, seed, otherBox, otherData, budget, bar, views, search, auto, ar, finetune,
        probe, scratch);
  }

  /** The same with another budget. */
  public Recipe within(BudgetRecipe other) {
    return new Recipe(
        retask, method, seed, box, data, other, bar, views, search, auto, ar, finetune, probe,
        scratch);
  }

  /** The same with another path of the network, if one is named. */
  public Recipe movingNetwork(UnaryOperator<String> move) {
    return new Recipe(
        retask,
        method,
        seed,
        box,
        data,
        budget,
        bar,
        views,
        search,
        auto,
        ar,
        finetune == null || finetune.network() == null
            ? finetune
            : new FinetuneRecipe(
                move.apply(finetune.network()), finetune.layers(), finetune.training()),
        probe == null || probe.network() == null
            ? probe
            : new ProbeRecipe(move.apply(probe.network())),
        scratch);
  }

  /** The settings of {@code auto}. */
  public AutoRecipe autoSettings() {
    if (auto == null) {
      throw new IllegalStateException("method '" + method + "' has no auto settings");
    }
    return auto;
  }

  /** The settings of {@code finetune}. */
  public FinetuneRecipe finetuneSettings() {
    if (finetune == null) {
      throw new IllegalStateException("method '" + method + "' has no finetune settings");
    }
    return finetune;
  }

  /** The settings of {@code probe-features}. */
  public ProbeRecipe probeSettings() {
    if (probe == null) {
      throw new IllegalStateException("method '" + method + "' has no probe settings");
    }
    return probe;
  }

  /** The settings of {@code scratch}. */
  public ScratchRecipe scratchSettings() {
    if (scratch == null) {
      throw new IllegalStateException("method '" + method + "' has no scratch settings");
    }
    return scratch;
  }
}

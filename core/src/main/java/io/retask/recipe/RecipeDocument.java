package io.retask.recipe;

import org.jspecify.annotations.Nullable;

/** A recipe as its file has it: a key for the settings of every method, of which one is there. */
record RecipeDocument(
    int retask,
    @Nullable String method,
    long seed,
    @Nullable String box,
    @Nullable DataRecipe data,
    @Nullable BudgetRecipe budget,
    @Nullable BarRecipe bar,
    @Nullable ViewsRecipe views,
    @Nullable SearchRecipe search,
    @Nullable AutoRecipe auto,
    @Nullable ArRecipe ar,
    @Nullable FinetuneRecipe finetune,
    @Nullable ProbeRecipe probe,
    @Nullable ScratchRecipe scratch) {

  static RecipeDocument of(Recipe recipe) {
    Section only = new Section(recipe.settings());
    return new RecipeDocument(
        recipe.retask(),
        recipe.method(),
        recipe.seed(),
        recipe.box(),
        recipe.data(),
        recipe.budget(),
        only.as(BarRecipe.class),
        only.as(ViewsRecipe.class),
        only.as(SearchRecipe.class),
        only.as(AutoRecipe.class),
        only.as(ArRecipe.class),
        only.as(FinetuneRecipe.class),
        only.as(ProbeRecipe.class),
        only.as(ScratchRecipe.class));
  }

  private record Section(MethodSettings settings) {
    <T extends MethodSettings> @Nullable T as(Class<T> kind) {
      return kind.isInstance(settings) ? kind.cast(settings) : null;
    }
  }

  /**
   * The recipe, with the defaults of its method where the file says nothing.
   *
   * @throws InvalidRecipe if something is missing, or the settings are those of another method
   */
  Recipe recipe() {
    String name = Range.present("method", method);
    // of another format nothing else may be known
    Recipe.checkFormat(retask);
    Choice choice = new Choice(name, Recipe.kind(name));
    choice.offer("bar", bar, BarRecipe.DEFAULT);
    choice.offer("views", views, ViewsRecipe.DEFAULT);
    choice.offer("search", search, SearchRecipe.EMPTY);
    choice.offer("auto", auto, AutoRecipe.DEFAULT);
    choice.offer("ar", ar, ArRecipe.DEFAULT);
    choice.offer("finetune", finetune, FinetuneRecipe.DEFAULT);
    choice.offer("probe", probe, ProbeRecipe.DEFAULT);
    choice.offer("scratch", scratch, ScratchRecipe.DEFAULT);
    MethodSettings settings =
        choice.made instanceof SearchRecipe made ? made.completed(name) : choice.made;
    return new Recipe(
        retask,
        name,
        seed,
        Range.present("box", box),
        Range.present("data", data),
        Range.present("budget", budget),
        settings);
  }

  /** The settings of the kind that the method has; those of other kinds are refused. */
  private static final class Choice {
    private final String method;
    private final Class<? extends MethodSettings> kind;
    private MethodSettings made = new NoSettings();

    Choice(String method, Class<? extends MethodSettings> kind) {
      this.method = method;
      this.kind = kind;
    }

    void offer(String key, @Nullable MethodSettings settings, MethodSettings usual) {
      if (kind.isInstance(usual)) {
        made = settings == null ? usual : settings;
      } else if (settings != null) {
        throw new InvalidRecipe(
            "recipe key '%s' holds settings of another method than '%s'; remove it"
                .formatted(key, method));
      }
    }
  }
}

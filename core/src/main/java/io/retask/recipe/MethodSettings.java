package io.retask.recipe;

import java.util.function.UnaryOperator;

/** What one method is told, beside what every method is told; a section of the recipe. */
public sealed interface MethodSettings
    permits ArRecipe,
        AutoRecipe,
        BarRecipe,
        FinetuneRecipe,
        NoSettings,
        ProbeRecipe,
        ScratchRecipe,
        SearchRecipe,
        ViewsRecipe {
  /** Whether the method follows its training with labelled examples that it keeps from it. */
  default boolean follows() {
    return false;
  }

  /** The most images that one prediction may bill, of a method that asks the box at all. */
  default int mostViews() {
    return 1;
  }

  /** Whether the method needs the gradients of the box, and so a box that is a local file. */
  default boolean seesInside() {
    return false;
  }

  /** The same with another path of the network, if one is named. */
  default MethodSettings movingNetwork(UnaryOperator<String> move) {
    return this;
  }
}

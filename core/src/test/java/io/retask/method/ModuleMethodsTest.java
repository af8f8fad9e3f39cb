package io.retask.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.program.IdentityProgram;
import io.retask.program.View;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;
import io.retask.recipe.RecipeDraft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Core has no libtorch on its path, so the methods that need it are not there. */
class ModuleMethodsTest {
  @ParameterizedTest
  @ValueSource(strings = {"finetune", "probe-features", "scratch"})
  void theMissingModuleIsNamed(String name) {
    Recipe recipe =
        RecipeDraft.empty()
            .with("method", name)
            .with("seed", 1)
            .with("box", "b")
            .with("data.source", "d")
            .finish();
    assertThatThrownBy(
            () ->
                Method.of(
                    recipe, (box, seed, i) -> new View(new IdentityProgram(box), new float[0])))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage(
            "method '%s' needs the module torch (retask-torch), which is not here; build it once"
                + " with: ./mvnw -q -pl torch -am -DskipTests package",
            name);
  }

  @Test
  void onlyThoseThatKnowANetworkNeedItsWeights() {
    assertThat(ModuleMethods.of("finetune").orElseThrow().needsWeights()).isTrue();
    assertThat(ModuleMethods.of("probe-features").orElseThrow().needsWeights()).isTrue();
    assertThat(ModuleMethods.of("scratch").orElseThrow().needsWeights()).isFalse();
    assertThat(ModuleMethods.of("readout")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "finetune.training.rate=0 | recipe key 'finetune.training.rate' is 0.0; it must be above"
            + " 0.0",
        "finetune.training.shift=0.6 | recipe key 'finetune.training.shift' is 0.6; it takes 0.0 to"
            + " 0.5",
        "finetune.training.patience=0 | recipe key 'finetune.training.patience' is 0; it must be at"
            + " least 1"
      })
  void settingsHaveTheirRanges(String assignment, String message) {
    RecipeDraft draft =
        RecipeDraft.empty()
            .with("method", "finetune")
            .with("seed", 1)
            .with("box", "b")
            .with("data.source", "d")
            .withAssignment(assignment);
    assertThatThrownBy(draft::finish)
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage("options: " + message);
  }
}

package io.retask.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ArRecipeTest {
  @Test
  void whiteBoxSettingsHaveTheirDefaultsWrittenOut() {
    Recipe recipe =
        RecipeDraft.empty()
            .with("method", "ar")
            .with("seed", 7)
            .with("box", "box")
            .with("data.source", "d")
            .withAssignment("ar.mapping.kind=readout")
            .finish();
    assertThat(recipe.seesInside()).isTrue();
    assertThat(recipe.follows()).isTrue();
    assertThat(RecipeFile.format(recipe))
        .endsWith(
            """
            ar:
              program:
                kind: framed
              mapping:
                kind: readout
                start: readout
                stepSize: 0.003
              loss:
                kind: cross-entropy
                exponent: 2.0
                balanced: true
              update:
                stepSize: 0.05
                schedule: exponential
                decay: 0.96
                decayEpochs: 2.0
              ridge: 0.0
              batch: 20
              validations: 4
            """);
    assertThat(RecipeFile.parse(RecipeFile.format(recipe), "again")).isEqualTo(recipe);
  }
}

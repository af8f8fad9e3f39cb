package io.retask.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  private static RecipeDraft draft() {
    return RecipeDraft.empty()
        .with("method", "ar")
        .with("seed", 7)
        .with("box", "b")
        .with("data.source", "d");
  }

  @Test
  void aStartAtZeroFitsNothingThatCouldChooseARidge() {
    ArRecipe zero =
        draft()
            .withAssignment("ar.mapping={kind: readout, start: zero}")
            .finish()
            .settings(ArRecipe.class);
    assertThat(zero.mapping().ridge()).isEqualTo(0.001);
  }

  @Test
  void aCosineHasNoDecayOfItsOwn() {
    assertThatThrownBy(
            () -> draft().withAssignment("ar.update={schedule: cosine, decay: 0.9}").finish())
        .isInstanceOf(InvalidRecipe.class)
        .hasMessageContaining(
            "recipe key 'ar.update.decay' is for a schedule of kind exponential; remove it");
  }
}

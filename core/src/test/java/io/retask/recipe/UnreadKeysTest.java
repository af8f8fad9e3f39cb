package io.retask.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recipe never claims what its run does not read. */
final class UnreadKeysTest {
  private static RecipeDraft draft(String method, String assignment) {
    return RecipeDraft.empty()
        .with("method", method)
        .with("seed", 7)
        .with("box", "b")
        .with("data.source", "d")
        .withAssignment(assignment);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bar|bar.program={kind: additive, sourceSize: 3}|recipe key 'bar.program.sourceSize' is for a program of kind framed; remove it, or set it to null",
        "ilm|search.program={kind: view, sourceSize: 3}|recipe key 'search.program.sourceSize' is for a program of kind framed; remove it, or set it to null",
        "bar|bar.loss={kind: cross-entropy, exponent: 2}|recipe keys 'bar.loss.exponent' and 'bar.loss.balanced' are for a loss of kind focal; remove them, or set them to null",
        "zoo|search.loss={kind: cross-entropy, balanced: false}|recipe keys 'search.loss.exponent' and 'search.loss.balanced' are for a loss of kind focal; remove them, or set them to null",
        "bar|bar.estimator={scale: 3, probe: {share: 0.1}}|recipe key 'bar.estimator.scale' only rescales the step size, which 'bar.estimator.probe.share' finds; remove one of them, or set it to null",
        "bar|bar={update: {stepSize: 0.05}, estimator: {probe: {share: 0.1}}}|recipe key 'bar.update.stepSize' gives way to what 'bar.estimator.probe.share' finds; remove one of them, or set it to null",
        "ilm|search={update: {stepSize: 0.05}, estimator: {probe: {share: 0.1}}}|recipe key 'search.update.stepSize' gives way to what 'search.estimator.probe.share' finds; remove one of them, or set it to null",
      })
  void areRefusedByName(String method, String assignment, String message) {
    assertThatThrownBy(() -> draft(method, assignment).finish())
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage("options: " + message);
  }

  /** Earlier versions spelled the keys of the other kind out. */
  @Test
  void aRecipeOfAnEarlierVersionSaysWhatToRemove() {
    String earlier =
        RecipeFile.format(draft("ar", "ar.batch=4").finish())
            .replace(
                "    kind: cross-entropy\n",
                "    kind: cross-entropy\n    exponent: 2.0\n    balanced: true\n");
    assertThatThrownBy(() -> RecipeFile.parse(earlier, "run/recipe.yaml"))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage(
            "run/recipe.yaml: recipe keys 'ar.loss.exponent' and 'ar.loss.balanced' are for a loss"
                + " of kind focal; remove them, or set them to null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bar|bar={estimator: {probe: {share: 0.1}}}|stepSize",
        "ilm|search={estimator: {probe: {share: 0.1}}}|stepSize",
        "bar|bar={loss: {kind: cross-entropy}}|balanced",
        "bar|bar={loss: {kind: cross-entropy}}|exponent",
        "bar|bar={program: {kind: additive, sourceSize: null}}|sourceSize",
      })
  void areNotSpelledOut(String method, String assignment, String key) {
    Recipe recipe = draft(method, assignment).finish();
    assertThat(RecipeFile.format(recipe)).doesNotContain(key + ":");
    assertThat(RecipeFile.parse(RecipeFile.format(recipe), "again")).isEqualTo(recipe);
  }

  @Test
  void aPresetTakesAnotherKindOnceItsKeysAreSetToNull() {
    Recipe recipe =
        draft("bar", "bar.batch=4")
            .with("bar", Presets.of("paper-melanoma"))
            .withAssignment("bar.program={kind: additive}")
            .withAssignment("bar.loss={kind: cross-entropy, exponent: null, balanced: null}")
            .withAssignment("bar.update.stepSize=null")
            .withAssignment("bar.estimator.probe.share=0.1")
            .finish();
    assertThat(recipe.settings(BarRecipe.class).update().stepSize()).isNull();
  }

  @Test
  void aProbeThatLeavesTheStepSizeAloneKeepsIt() {
    BarRecipe bar = draft("bar", "bar.estimator.probe={}").finish().settings(BarRecipe.class);
    assertThat(bar.update().stepSize()).isEqualTo(0.05);
  }
}

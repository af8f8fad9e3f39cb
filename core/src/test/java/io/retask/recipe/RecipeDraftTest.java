package io.retask.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeDraftTest {
  @TempDir private Path folder;

  private static RecipeDraft whole() {
    return RecipeDraft.empty()
        .with("method", "bar")
        .with("seed", 3)
        .with("box", "b")
        .with("data.source", "d");
  }

  private static void refused(RecipeDraft draft, String message) {
    assertThatThrownBy(draft::finish).isInstanceOf(InvalidRecipe.class).hasMessage(message);
  }

  @Test
  void laterOptionsWinAndDefaultsNever() {
    Recipe recipe =
        whole()
            .with("bar", Presets.of("paper-dr"))
            .with("bar.batch", 7)
            .with("bar.batch", null)
            .withDefault("bar.batch", 9)
            .withDefault("bar.steps", 5)
            .withAssignment("bar.estimator.directions=2")
            .withAssignment("data.classes=[cat, dog]")
            .finish();
    assertThat(recipe.settings(BarRecipe.class).batch()).isEqualTo(7);
    assertThat(recipe.settings(BarRecipe.class).steps()).isEqualTo(5);
    assertThat(recipe.settings(BarRecipe.class).estimator().directions()).isEqualTo(2);
    assertThat(recipe.settings(BarRecipe.class).mapping().labelsPerClass()).isEqualTo(10);
    assertThat(recipe.data().classes()).isEqualTo(List.of("cat", "dog"));
    assertThat(recipe.budget()).isEqualTo(new BudgetRecipe(null, null));
  }

  @Test
  void aPresetStaysWhatItIs() {
    for (String name : List.of("paper-asd", "paper-dr", "paper-melanoma")) {
      assertThat(whole().with("bar", Presets.of(name)).finish().settings(BarRecipe.class))
          .isEqualTo(Presets.of(name));
    }
  }

  @Test
  void moneyIsKeptToTheLastDigit() {
    Recipe recipe = whole().with("budget.money", new BigDecimal("0.1")).finish();
    assertThat(recipe.budget().money()).isEqualByComparingTo("0.1");
  }

  @Test
  void anEmptyValueIsTheDefault() {
    assertThat(whole().withAssignment("bar.batch=").finish().settings(BarRecipe.class).batch())
        .isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource({"method", "box", "data"})
  void whatIsMissingIsAskedFor(String key) {
    refused(
        whole().withAssignment(key + "="),
        "options: key '%s' is missing; give --%s or a recipe that has it".formatted(key, key));
  }

  @Test
  void dataWithoutASourceAreRefused() {
    refused(
        RecipeDraft.empty().with("method", "bar").with("box", "b").with("data.labels", 3),
        "options: recipe key 'data.source' is missing; add it");
  }

  @Test
  void unknownKeysAreNamed() {
    refused(
        whole().withAssignment("data.sauce=x"),
        "options: unknown key 'data.sauce'; known keys here are classes, equalClasses, holdout,"
            + " labels, source, testShare, unreadable, validationShare");
  }

  @ParameterizedTest
  @CsvSource({"bar.batch", "=3", "''"})
  void whatSetsNothingIsRefused(String assignment) {
    assertThatThrownBy(() -> whole().withAssignment(assignment))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage(
            "'%s' sets nothing; write key=value, such as bar.estimator.directions=55", assignment);
  }

  @Test
  void aValueIsNotReplacedByAMapping() {
    assertThatThrownBy(() -> whole().withAssignment("box.file=c"))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage("'box.file' cannot be set: key 'box' holds 'b', not a mapping; remove it");
  }

  @Test
  void aBrokenValueIsRefused() {
    assertThatThrownBy(() -> whole().withAssignment("data.classes=[a"))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessageStartingWith("the value in 'data.classes=[a' is not YAML: ");
  }

  @Test
  void aFileIsTheBeginning() throws IOException {
    Path file = folder.resolve("r.yaml");
    Files.writeString(file, "retask: 1\nmethod: views\nseed: 1\nbox: b\ndata: {source: d}\n");
    Recipe recipe = RecipeDraft.of(file).with("views.count", 2).finish();
    assertThat(recipe.settings(ViewsRecipe.class).count()).isEqualTo(2);
    assertThatThrownBy(() -> recipe.settings(BarRecipe.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("method 'views' has ViewsRecipe[");
  }

  @Test
  void aFileWithOneKeyTwiceIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("r.yaml"), "method: bar\nseed: 1\nseed: 2\n");
    assertThatThrownBy(() -> RecipeDraft.of(file))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessageStartingWith("'" + file + "' is not YAML: Duplicate field 'seed'");
  }

  @Test
  void aFileThatIsNoMappingIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("r.yaml"), "- a\n");
    assertThatThrownBy(() -> RecipeDraft.of(file))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage("'%s' holds no recipe: it is not a YAML mapping", file);
  }
}

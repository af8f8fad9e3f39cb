package io.retask.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.recipe.BarRecipe.LossRecipe.LossKind;
import io.retask.recipe.BarRecipe.MappingRecipe.MappingKind;
import io.retask.recipe.BarRecipe.ProgramRecipe.ProgramKind;
import io.retask.recipe.BarRecipe.UpdateRecipe.UpdateKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetsTest {
  @ParameterizedTest
  @CsvSource({"paper-asd,25,5,0.05,", "paper-dr,55,10,0.05,", "paper-melanoma,65,10,0.001,64"})
  void theyAreTheTableOfTheExperiments(
      String name, int directions, int labels, double stepSize, Integer sourceSize) {
    BarRecipe preset = Presets.of(name);
    assertThat(preset.estimator().directions()).isEqualTo(directions);
    assertThat(preset.mapping().labelsPerClass()).isEqualTo(labels);
    assertThat(preset.update().stepSize()).isEqualTo(stepSize);
    assertThat(preset.program().sourceSize()).isEqualTo(sourceSize);
  }

  @ParameterizedTest
  @CsvSource({"paper-asd", "paper-dr", "paper-melanoma"})
  void whatTheyShareIsThePapersMethod(String name) {
    BarRecipe preset = Presets.of(name);
    assertThat(preset.program().kind()).isEqualTo(ProgramKind.FRAMED);
    assertThat(preset.mapping().kind()).isEqualTo(MappingKind.FREQUENCY);
    assertThat(preset.loss().kind()).isEqualTo(LossKind.FOCAL);
    assertThat(preset.loss().exponent()).isEqualTo(2);
    assertThat(preset.loss().balanced()).isTrue();
    assertThat(preset.update().kind()).isEqualTo(UpdateKind.SGD);
    assertThat(preset.batch()).isEqualTo(20);
    assertThat(preset.estimator().scale()).isNull();
    assertThat(preset.steps()).isNull();
  }

  @Test
  void anotherNameIsAnsweredWithTheNames() {
    assertThatThrownBy(() -> Presets.of("paper-cats"))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage(
            "there is no preset 'paper-cats'; choose one of paper-asd, paper-dr, paper-melanoma");
  }
}

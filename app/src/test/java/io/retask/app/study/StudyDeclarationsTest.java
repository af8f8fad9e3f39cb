package io.retask.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.app.compare.Entrant;
import io.retask.app.compare.TrainingBudget;
import io.retask.recipe.InvalidRecipe;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a study declares fits together. */
final class StudyDeclarationsTest {
  static List<Study> all() {
    return Study.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyPublishedFigureStandsBesideAnEntrant(Study study) {
    List<String> labels =
        Entrant.list(study.present(), List.of()).stream().map(Entrant::label).toList();
    assertThat(study.published()).allMatch(figure -> labels.contains(figure.method()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everySettingNamesAnOwnerThatTakesPart(Study study) {
    assertThat(study.settings())
        .allMatch(
            setting ->
                study.methods().stream()
                    .anyMatch(method -> method.startsWith(setting.split(":", 2)[0])));
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatItDeclaresCanBeRead(Study study) {
    assertThat(Study.of(study.name())).isEqualTo(study);
    assertThat(study.budgets()).allSatisfy(TrainingBudget::parse);
    assertThat(study.task()).isNotEmpty();
    assertThat(study.present()).contains("ar/readout", "ar/first", "bar", "auto:4", "readout");
    assertThat(study.present().size() + study.absent().size()).isEqualTo(study.methods().size());
    assertThat(study.absent())
        .as("the module torch is not here")
        .isEqualTo(study.name().equals("cifar10") ? List.of("finetune", "scratch") : List.of());
    assertThatThrownBy(() -> Study.of(study.name() + "s"))
        .isInstanceOf(InvalidRecipe.class)
        .hasMessage(
            "there is no study '%ss'; choose from squares, mnist, cifar10".formatted(study.name()));
  }
}

package io.retask.app.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of predictions of one seed. */
class PredictedClassesTest {
  private static final Cell VIEWS = cell("auto", 8, 300);
  private static final Cell RAW = cell("raw", null, 300);

  private static Cell cell(String method, Integer views, long budget) {
    return new Cell(new Entrant(method, views, null), budget, 1);
  }

  private static PredictedClasses two() {
    PredictedClasses table = new PredictedClasses();
    table.put(VIEWS, new int[] {0, 2, 1});
    table.put(RAW, new int[] {1, 1, 10});
    return table;
  }

  @Test
  void aTableIsReadAsItWasWritten() {
    String text = two().text();
    assertThat(text).isEqualTo("auto:8@300,raw@300\n0,1\n2,1\n1,10\n");
    PredictedClasses read = PredictedClasses.parse(text.lines().toList());
    assertThat(read.of(VIEWS)).hasValue(new int[] {0, 2, 1});
    assertThat(read.of(RAW)).hasValue(new int[] {1, 1, 10});
    assertThat(read.of(cell("raw", null, 301))).isEmpty();
    assertThat(read.text()).isEqualTo(text);
  }

  @Test
  void aTrainingThatIsMadeAgainReplacesItsColumn() {
    PredictedClasses table = two();
    table.put(VIEWS, new int[] {5, 5, 5});
    assertThat(table.text()).isEqualTo("auto:8@300,raw@300\n5,1\n5,1\n5,10\n");
  }

  @Test
  void anotherNumberOfRowsIsRefused() {
    PredictedClasses table = two();
    assertThatThrownBy(() -> table.put(cell("blm", null, 9), new int[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("blm@9 has 2 test rows beside others of 3");
  }

  @Test
  void aLineThatLacksAClassIsRefused() {
    assertThatThrownBy(() -> PredictedClasses.parse(List.of("a@1,b@1", "0,1", "1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("line 3 has 1 classes for 2 trainings");
  }
}

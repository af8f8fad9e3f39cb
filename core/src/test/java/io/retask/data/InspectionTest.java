package io.retask.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.data.Example.Part;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InspectionTest {
  @Test
  void findsDuplicatesConflictsAndLeaks() {
    ListedData data =
        new ListedData()
            .add("a", "p1", "x", Part.TRAIN)
            .add("a", "p2", "x", Part.TRAIN)
            .add("b", "p3", "x", Part.TRAIN)
            .add("b", "p4", "y", Part.TRAIN)
            .add("b", "p5", "y", Part.TEST)
            .add("a", "p6", "z", Part.VALIDATION)
            .add("a", "p6", "w", Part.TEST)
            .add("a", "p7", "v", Part.ANY);
    Inspection seen = Inspection.of(data);
    assertThat(seen.classes()).isEqualTo(Map.of("a", 5, "b", 3));
    assertThat(seen.parts())
        .isEqualTo(Map.of(Part.TRAIN, 4, Part.VALIDATION, 1, Part.TEST, 2, Part.ANY, 1));
    assertThat(seen.groups()).isEqualTo(7);
    assertThat(seen.largestGroup()).isEqualTo(2);
    assertThat(seen.duplicates())
        .extracting(Inspection.Kin::ids)
        .containsExactly(List.of("row0", "row1", "row2"), List.of("row3", "row4"));
    assertThat(seen.conflicts())
        .extracting(Inspection.Kin::labels)
        .containsExactly(List.of("a", "b"));
    assertThat(seen.leaks())
        .extracting(Inspection.Kin::common)
        .containsExactly("equal content", "group 'p6'");
    assertThat(seen.leaks().get(0).parts()).containsExactly(Part.TRAIN, Part.TEST);
    assertThat(Inspection.membersOf(seen.duplicates())).isEqualTo(5);
  }

  @Test
  void cleanDataHaveNothingToReport() {
    Inspection seen = Inspection.of(new ListedData().add("b", 3).add("a", 2));
    assertThat(seen.duplicates()).isEmpty();
    assertThat(seen.conflicts()).isEmpty();
    assertThat(seen.leaks()).isEmpty();
    assertThat(seen.classes().keySet()).containsExactly("a", "b");
    assertThat(seen.sizes()).isEmpty();
  }
}

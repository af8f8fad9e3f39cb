package io.retask.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NaturalOrderTest {
  @Test
  void numbersAreSortedByValue() {
    List<String> names =
        List.of("10 - ADED", "2 - Mild", "1 - No", "a10", "a9", "A1", "b", "a9b", "a");
    assertThat(names.stream().sorted(NaturalOrder.INSTANCE).toList())
        .containsExactly("1 - No", "2 - Mild", "10 - ADED", "a", "A1", "a9", "a9b", "a10", "b");
  }

  @ParameterizedTest
  @CsvSource({"a,A", "01,1", "a1,a01", "x,xy", "99999999999999999999,100000000000000000000"})
  void differentTextsAreNeverEqual(String a, String b) {
    int order = NaturalOrder.INSTANCE.compare(a, b);
    assertThat(order).isNotZero();
    assertThat(Integer.signum(NaturalOrder.INSTANCE.compare(b, a)))
        .isEqualTo(-Integer.signum(order));
    assertThat(NaturalOrder.INSTANCE.compare(a, a)).isZero();
  }
}

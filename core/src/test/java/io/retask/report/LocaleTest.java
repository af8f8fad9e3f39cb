package io.retask.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A page holds the same numbers wherever it is made. */
class LocaleTest {
  private static void assertSameInGermany(Supplier<String> page) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.ROOT);
      String usual = page.get();
      Locale.setDefault(Locale.GERMANY);
      assertThat(page.get()).isEqualTo(usual);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void runs() {
    assertSameInGermany(
        () -> new ReportWriter().page(List.of(SampleReports.full(), SampleReports.unhelpful())));
  }

  @Test
  void aComparison() {
    assertSameInGermany(() -> new ReportWriter().page(MethodComparisonTest.sample("bar")));
  }
}

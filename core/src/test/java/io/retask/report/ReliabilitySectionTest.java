package io.retask.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.metric.Interval;
import io.retask.metric.Reliability;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReliabilitySectionTest {
  private static String told(double says, int right) {
    Reliability found =
        new Reliability(
            List.of(
                new Reliability.Bin(
                    0.7, 0.8, 1_000, says, right / 1_000.0, Interval.wilson(right, 1_000))),
            Math.abs(says - right / 1_000.0),
            new Interval(0.01, 0.084),
            Interval.wilson(right, 1_000));
    return PageText.of(RunReport.about(SampleReports.bare().headline()).reliability(found).build())
        .content();
  }

  @Test
  void tooSureIsSaid() {
    assertThat(told(0.8, 740))
        .contains(
            "<p>On 1,000 held-out examples it says 80.0\u00A0% on average and is right 74.0\u00A0%"
                + " of the time: it is too sure of itself.</p>")
        .contains("lie 6.0 points apart (95\u00A0% interval 1.0 to 8.4; chance alone");
  }

  @Test
  void notSureEnoughIsSaid() {
    assertThat(told(0.7, 740))
        .contains("is right 74.0\u00A0% of the time: it is right more often than it says.</p>");
  }

  @Test
  void whatChanceCanDoIsSaid() {
    assertThat(told(0.75, 740))
        .contains("is right 74.0\u00A0% of the time: that difference may be chance.</p>");
  }

  @Test
  void theTableHoldsEveryGroup() {
    assertThat(PageText.of(SampleReports.full()).content())
        .contains(
            "<th scope=\"row\">80.0 to 90.0 %</th><td class=\"number\">96</td>"
                + "<td class=\"number\">85.2 %</td><td class=\"number\">93.8 %</td>"
                + "<td class=\"number\">87.0 to 97.1 %</td>");
  }
}

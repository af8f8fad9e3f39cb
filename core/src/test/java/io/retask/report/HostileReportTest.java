package io.retask.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileReportTest {
  private static final int SCRIPTS = 4;
  private static final PageText PLAIN = PageText.of(HostileReports.of("plain"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "</title><script>alert(1)</script>",
        "<!-- <script>",
        "{{data}}{{body}}",
        "\u2028alert(1)\u2029",
        "\\\"}];alert(1);//",
        "$1 \\0 %s %d",
      })
  void noWordBreaksOutOfItsPlace(String word) {
    PageText page = PageText.of(HostileReports.of(word));
    assertThat(count(page.all(), "<script[ >]")).isEqualTo(count(PLAIN.all(), "<script[ >]"));
    assertThat(count(page.content(), "<[a-z]")).isEqualTo(count(PLAIN.content(), "<[a-z]"));
    assertThat(count(page.content(), "=\"")).isEqualTo(count(PLAIN.content(), "=\""));
    assertThat(page.chart("methods").get("rows").get(0).get("name").asText()).isEqualTo(word);
    assertThat(page.chart("mapping").get("links").get(0).get("source").asText()).isEqualTo(word);
    assertThat(page.content()).contains(Html.escape(word));
  }

  @Test
  void aPageHasNoMoreScriptsThanItsOwn() {
    assertThat(count(PLAIN.all(), "(?m)^<script[ >]")).isEqualTo(SCRIPTS);
  }

  @Test
  void noLineSeparatorReachesAScript() {
    String page = PageText.of(HostileReports.of("a\u2028b")).all();
    String scripts = page.substring(page.indexOf("</main>"));
    assertThat(scripts).contains("a\\u2028b").doesNotContain("a\u2028b");
  }

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }
}

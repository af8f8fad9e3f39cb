package io.retask.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<script>alert(1)</script>|&lt;script&gt;alert(1)&lt;/script&gt;",
        "a\" onload=\"x|a&quot; onload=&quot;x",
        "it's|it&#39;s",
        "&lt;|&amp;lt;",
        "plain, ünï, 漢|plain, ünï, 漢",
      })
  void escapesWhatHasAMeaning(String text, String escaped) {
    assertThat(Html.escape(text)).isEqualTo(escaped);
  }

  @Test
  void replacesControlCharactersAndTurnedWriting() {
    assertThat(Html.escape("a\u0000b\u202Ec\u2066d\ne\tf"))
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\ne\tf");
  }

  @Test
  void escapesAttributesAndTexts() {
    assertThat(new Html().element("p", "<", "title", "\"").done())
        .isEqualTo("<p title=\"&quot;\">&lt;</p>");
  }

  @Test
  void closesTheInnermostElement() {
    assertThat(new Html().open("ul").open("li").text("x").close().close().done())
        .isEqualTo("<ul><li>x</li></ul>");
  }

  @Test
  void refusesToEndWithAnOpenElement() {
    Html html = new Html().open("div");
    assertThatThrownBy(html::done).hasMessage("elements still open: [div]");
  }

  @Test
  void jsonForAScriptHoldsNothingThatEndsIt() {
    assertThat(PageTemplate.jsonForScript("[\"</script><!--&\u2028\u2029\"]"))
        .isEqualTo("[\"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\\u2029\"]");
  }

  @Test
  void aSlotInAPartIsNoSlot() {
    assertThat(PageTemplate.fill("{{body}} $1", "<p>{{data}}</p>", "[]"))
        .contains("<title>{{body}} $1</title>", "<p>{{data}}</p>");
  }

  @Test
  void keepsNumbersWithTheirUnits() {
    assertThat(Figures.unbroken("right on 83.8 % of 400 in 2 min 43 s, so to say"))
        .isEqualTo("right on 83.8\u00A0% of 400 in 2\u00A0min 43\u00A0s, so to say");
  }
}

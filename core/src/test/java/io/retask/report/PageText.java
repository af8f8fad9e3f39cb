package io.retask.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.StreamSupport;

/** A written page, read back. */
final class PageText {
  private static final String DATA = "<script type=\"application/json\" id=\"report-data\">";

  private final String page;

  private PageText(String page) {
    this.page = page;
  }

  static PageText of(RunReport... runs) {
    return new PageText(new ReportWriter().page(List.of(runs)));
  }

  /** What a reader sees, as HTML: without styles and scripts. */
  String content() {
    return page.substring(page.indexOf("<main"), page.indexOf("</main>"));
  }

  String all() {
    return page;
  }

  JsonNode charts() {
    int start = page.indexOf(DATA) + DATA.length();
    try {
      return new ObjectMapper().readTree(page.substring(start, page.indexOf("</script>", start)));
    } catch (JsonProcessingException e) {
      throw new AssertionError("the page's numbers are no JSON", e);
    }
  }

  /** The first chart of that kind. */
  JsonNode chart(String kind) {
    return StreamSupport.stream(charts().spliterator(), false)
        .filter(chart -> chart.get("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no chart of kind " + kind));
  }
}

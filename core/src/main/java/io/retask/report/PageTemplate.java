package io.retask.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The frame of the page, with its style and scripts written into it. */
final class PageTemplate {
  private static final String CHARTS =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";
  private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)}}");

  private PageTemplate() {}

  /**
   * Fills the frame in one pass, so that nothing inside a part is ever taken for a slot.
   *
   * @param title plain text
   * @param body HTML
   * @param data JSON
   */
  static String fill(String title, String body, String data) {
    Map<String, String> parts =
        Map.of(
            "title", Html.escape(title),
            "styles", resource("report.css"),
            "body", body,
            "data", jsonForScript(data),
            "library", forScript(resource(CHARTS)),
            "charts", forScript(resource("charts.js")),
            "page", forScript(resource("page.js")));
    return filled("page.html", parts);
  }

  /**
   * Fills the frame of a page without charts, which needs no script and follows the reader's choice
   * of light or dark colours.
   */
  static String still(String title, String body) {
    return filled(
        "still.html",
        Map.of("title", Html.escape(title), "styles", resource("report.css"), "body", body));
  }

  private static String filled(String frame, Map<String, String> parts) {
    return SLOT.matcher(resource(frame))
        .replaceAll(slot -> Matcher.quoteReplacement(part(frame, parts, slot.group(1))));
  }

  /** JSON that can stand between script tags, and in any JavaScript too. */
  static String jsonForScript(String json) {
    return json.replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  // Inside a JavaScript string or pattern, <\/ means the same as </.
  private static String forScript(String script) {
    return script.replace("</", "<\\/").replace("<!--", "<\\!--");
  }

  private static String part(String frame, Map<String, String> parts, String slot) {
    String part = parts.get(slot);
    if (part == null) {
      throw new IllegalStateException(frame + " has a slot '" + slot + "' that nothing fills");
    }
    return part;
  }

  private static String resource(String name) {
    try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "the resource " + name + " is not on the class path; the installation is broken");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + name + " cannot be read", e);
    }
  }
}

package io.retask.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML that is well formed by construction: every text and attribute is escaped, every
 * element is closed.
 */
final class Html {
  private static final char REPLACEMENT = '\uFFFD';

  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; the attributes are name, value, name, value. */
  Html open(String tag, String... attributes) {
    single(tag, attributes);
    open.push(tag);
    return this;
  }

  /** An element that holds nothing and is never closed, such as {@code img}. */
  Html single(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1], out);
      out.append('"');
    }
    out.append('>');
    return this;
  }

  Html text(String text) {
    escape(text, out);
    return this;
  }

  /** Closes the innermost open element. */
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element that holds a text. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** The page so far. */
  String done() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("elements still open: " + open);
    }
    return out.toString();
  }

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    escape(text, escaped);
    return escaped.toString();
  }

  private static void escape(String text, StringBuilder to) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      String entity = entity(letter);
      if (entity.isEmpty()) {
        to.append(isForbidden(letter) ? REPLACEMENT : letter);
      } else {
        to.append(entity);
      }
    }
  }

  private static String entity(char letter) {
    return switch (letter) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      default -> "";
    };
  }

  // A control character is no HTML, and a turned writing direction lets one label pose as another.
  private static boolean isForbidden(char letter) {
    boolean control = Character.isISOControl(letter) && letter != '\n' && letter != '\t';
    boolean direction =
        (letter >= '\u202A' && letter <= '\u202E') || (letter >= '\u2066' && letter <= '\u2069');
    return control || direction;
  }
}

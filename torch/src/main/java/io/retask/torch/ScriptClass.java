package io.retask.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One class in the code of a TorchScript file, as text.
 *
 * @param name its qualified name
 * @param text from the word {@code class} to its end
 */
record ScriptClass(String name, String text) {
  private static final Pattern HEAD = Pattern.compile("(?m)^class (\\w+)\\(Module\\):$");
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "(?m)^  (?:(\\w+) : |__annotations__\\[\"([^\"]+)\"\\] = )(__torch__[\\w.]+)$");
  private static final Pattern FORWARD =
      Pattern.compile(
          "(?ms)^  def forward\\(self: [^,]+,\\s*(\\w+):.*?\\) -> [^\\n]*:\\n(.*?)(?=^  def |\\z)");
  private static final Pattern ASSIGNMENT = Pattern.compile("(?m)^    (\\w+) = (.+)$");
  private static final Pattern RETURN = Pattern.compile("(?m)^ *return (.+)$");
  private static final Pattern MEMBER =
      Pattern.compile("self\\.(\\w+)|getattr\\(self, \"([^\"]+)\"\\)");

  /** The classes of all files, by their qualified names. */
  static Map<String, ScriptClass> all(Map<String, String> code) {
    Map<String, ScriptClass> classes = new LinkedHashMap<>();
    code.forEach(
        (module, text) -> {
          Matcher head = HEAD.matcher(text);
          List<Integer> begins = new ArrayList<>();
          List<String> names = new ArrayList<>();
          while (head.find()) {
            begins.add(head.start());
            names.add(module + "." + head.group(1));
          }
          begins.add(text.length());
          for (int i = 0; i < names.size(); i++) {
            String own = text.substring(begins.get(i), begins.get(i + 1));
            classes.put(names.get(i), new ScriptClass(names.get(i), own));
          }
        });
    return classes;
  }

  /** The classes of its members, by the members' names. */
  Map<String, String> members() {
    Map<String, String> members = new HashMap<>();
    Matcher attribute = ATTRIBUTE.matcher(text);
    while (attribute.find()) {
      String plain = attribute.group(1);
      members.put(plain == null ? attribute.group(2) : plain, attribute.group(3));
    }
    return members;
  }

  /** The name of the one argument of {@code forward}. */
  Optional<String> argument() {
    Matcher forward = FORWARD.matcher(text);
    return forward.find() ? Optional.of(forward.group(1)) : Optional.empty();
  }

  private String body() {
    Matcher forward = FORWARD.matcher(text);
    return forward.find() ? forward.group(2) : "";
  }

  /** What {@code forward} returns; empty if it returns in several places. */
  Optional<String> returned() {
    List<String> found = new ArrayList<>();
    Matcher line = RETURN.matcher(body());
    while (line.find()) {
      found.add(line.group(1));
    }
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** What a variable of {@code forward} holds; empty if it is set more than once, or never. */
  Optional<String> value(String variable) {
    List<String> found = new ArrayList<>();
    Matcher line = ASSIGNMENT.matcher(body());
    while (line.find()) {
      if (line.group(1).equals(variable)) {
        found.add(line.group(2));
      }
    }
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** The member that a variable of {@code forward} stands for. */
  Optional<String> member(String variable) {
    return value(variable)
        .map(MEMBER::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1));
  }

  /** The same class, returning something else. */
  ScriptClass returning(String expression) {
    String body = body();
    String other =
        RETURN.matcher(body).replaceFirst(Matcher.quoteReplacement("    return " + expression));
    return new ScriptClass(name, text.replace(body, other));
  }
}

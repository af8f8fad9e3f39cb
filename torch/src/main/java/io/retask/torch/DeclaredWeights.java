package io.retask.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network may keep its weights in buffers and declare no parameter at all; DJL tells of
 * parameters only. Then every buffer is declared a parameter, but for the statistics of batch
 * normalisation.
 */
final class DeclaredWeights {
  private static final Pattern PARAMETERS = Pattern.compile("__parameters__ = \\[(.*)\\]");
  private static final Pattern BUFFERS = Pattern.compile("__buffers__ = \\[(.*)\\]");
  private static final Set<String> STATISTICS =
      Set.of("\"running_mean\"", "\"running_var\"", "\"num_batches_tracked\"");

  private DeclaredWeights() {}

  /** The code with weights that are declared. */
  static Map<String, String> in(Map<String, String> code) {
    for (String text : code.values()) {
      Matcher declared = PARAMETERS.matcher(text);
      while (declared.find()) {
        if (!declared.group(1).isBlank()) {
          return code;
        }
      }
    }
    Map<String, String> other = new LinkedHashMap<>();
    code.forEach((module, text) -> other.put(module, promoted(text)));
    return other;
  }

  private static String promoted(String text) {
    StringBuilder out = new StringBuilder();
    String parameters = "";
    for (String line : text.split("(?<=\n)")) {
      Matcher buffers = BUFFERS.matcher(line);
      if (PARAMETERS.matcher(line).find()) {
        // the line of the buffers comes next
        parameters = line;
      } else if (buffers.find()) {
        List<String> weights = new ArrayList<>(Expressions.arguments(buffers.group(1)));
        List<String> statistics = new ArrayList<>(weights);
        weights.removeAll(STATISTICS);
        statistics.retainAll(STATISTICS);
        out.append("  __parameters__ = ").append(list(weights)).append('\n');
        out.append("  __buffers__ = ").append(list(statistics)).append('\n');
        parameters = "";
      } else {
        out.append(parameters).append(line);
        parameters = "";
      }
    }
    return out.append(parameters).toString();
  }

  private static String list(List<String> names) {
    return names.isEmpty() ? "[]" : "[" + String.join(", ", names) + ", ]";
  }
}

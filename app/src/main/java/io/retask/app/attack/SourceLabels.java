package io.retask.app.attack;

import io.retask.RetaskException;
import io.retask.blackbox.BlackBoxSpec;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The labels of a box by what people call them: the name, its first word before a comma, in any
 * case, or the number.
 *
 * @param box the name of the box
 * @param names the labels in the order of the scores
 */
record SourceLabels(String box, List<String> names) {
  private static final int NAMED = 5;

  static SourceLabels of(BlackBoxSpec spec) {
    return new SourceLabels(spec.name(), spec.labels());
  }

  /** Whether a label goes by that name; several may. */
  boolean is(int label, String name) {
    return matches(names.get(label), name) || String.valueOf(label).equals(name);
  }

  private static boolean matches(String label, String name) {
    return label.equalsIgnoreCase(name) || label.split(",", 2)[0].equalsIgnoreCase(name);
  }

  /** Whether any label goes by that name. */
  boolean knows(String name) {
    return IntStream.range(0, names.size()).anyMatch(label -> is(label, name));
  }

  /**
   * The label of a name.
   *
   * @throws RetaskException if there is none or more than one
   */
  int find(String name) {
    int[] found = IntStream.range(0, names.size()).filter(label -> is(label, name)).toArray();
    if (found.length == 1) {
      return found[0];
    }
    if (found.length > 1) {
      throw new RetaskException(
          "'%s' has %d labels called '%s'; give the number of one: %s"
              .formatted(
                  box,
                  found.length,
                  name,
                  IntStream.of(found).mapToObj(String::valueOf).collect(Collectors.joining(", "))));
    }
    throw new RetaskException(
        "'%s' has no label '%s'; %s".formatted(box, name, near(name.toLowerCase(Locale.ROOT))));
  }

  private String near(String name) {
    List<String> near =
        names.stream()
            .filter(label -> label.toLowerCase(Locale.ROOT).contains(name))
            .limit(NAMED)
            .toList();
    return near.isEmpty()
        ? "its labels are '%s' to '%s', 0 to %d"
            .formatted(names.get(0), names.get(names.size() - 1), names.size() - 1)
        : "there are '%s'".formatted(String.join("', '", near));
  }
}

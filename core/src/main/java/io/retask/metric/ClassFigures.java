package io.retask.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one class against the rest, each in [0,1] or undefined.
 *
 * @param label the name of the class
 * @param sensitivity the share of its rows that were found
 * @param specificity the share of the other rows that were left out
 * @param precision the share of its predictions that are right
 * @param support the number of its rows
 */
public record ClassFigures(
    String label,
    OptionalDouble sensitivity,
    OptionalDouble specificity,
    OptionalDouble precision,
    int support) {

  static ClassFigures of(ConfusionMatrix confusion, int index, String label) {
    return new ClassFigures(
        label,
        confusion.sensitivity(index),
        confusion.specificity(index),
        confusion.precision(index),
        confusion.support(index));
  }

  Map<String, @Nullable Object> asMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("label", label);
    map.put("sensitivity", orNull(sensitivity));
    map.put("specificity", orNull(specificity));
    map.put("precision", orNull(precision));
    map.put("support", support);
    return map;
  }

  static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }
}

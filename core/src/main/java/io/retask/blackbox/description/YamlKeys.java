package io.retask.blackbox.description;

import com.fasterxml.jackson.databind.JsonNode;
import io.retask.recipe.InvalidRecipe;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One YAML mapping, read key by key; every complaint names the file and the full key. */
final class YamlKeys {
  private final String file;
  private final String prefix;
  private final JsonNode node;

  YamlKeys(String file, String prefix, JsonNode node, List<String> allowed) {
    this.file = file;
    this.prefix = prefix;
    this.node = node;
    if (!node.isObject()) {
      throw new InvalidRecipe(
          "%s: %s must be a mapping with the keys %s"
              .formatted(file, prefix.isEmpty() ? "the file" : "'" + prefix + "'", list(allowed)));
    }
    node.fieldNames().forEachRemaining(key -> known(key, allowed));
  }

  private void known(String key, List<String> allowed) {
    if (!allowed.contains(key)) {
      throw new InvalidRecipe(
          "%s: unknown key '%s'; allowed here are %s".formatted(file, path(key), list(allowed)));
    }
  }

  private static String list(List<String> words) {
    return String.join(", ", words);
  }

  private String path(String key) {
    return prefix.isEmpty() ? key : prefix + "." + key;
  }

  boolean has(String key) {
    return node.hasNonNull(key);
  }

  private JsonNode required(String key) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      throw new InvalidRecipe("%s: the key '%s' is missing; add it".formatted(file, path(key)));
    }
    return value;
  }

  InvalidRecipe wrong(String key, String allowed) {
    @Nullable JsonNode value = node.get(key);
    String written = value == null ? "" : value.isTextual() ? value.textValue() : value.toString();
    return new InvalidRecipe(
        "%s: '%s' is '%s', but must be %s; correct that line"
            .formatted(file, path(key), written, allowed));
  }

  YamlKeys object(String key, String... allowed) {
    return new YamlKeys(file, path(key), required(key), List.of(allowed));
  }

  String text(String key) {
    JsonNode value = required(key);
    if (!value.isValueNode() || value.asText().isBlank()) {
      throw wrong(key, "a word");
    }
    return value.asText();
  }

  Optional<String> optionalText(String key) {
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  <E extends Enum<E>> E choice(String key, List<E> allowed) {
    String written = text(key);
    return allowed.stream()
        .filter(one -> word(one).equals(written))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    key, allowed.stream().map(YamlKeys::word).collect(Collectors.joining(" or "))));
  }

  <E extends Enum<E>> E choice(String key, E[] allowed) {
    return choice(key, Arrays.asList(allowed));
  }

  /**
   * How an enum constant is written: orders of axes and colours as they are, words in lower case.
   */
  static String word(Enum<?> constant) {
    boolean verbatim = constant instanceof Layout || constant instanceof ChannelOrder;
    return verbatim ? constant.name() : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  int positive(String key) {
    JsonNode value = required(key);
    if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 1) {
      throw wrong(key, "a whole number of at least 1");
    }
    return value.intValue();
  }

  OptionalInt optionalPositive(String key) {
    return has(key) ? OptionalInt.of(positive(key)) : OptionalInt.empty();
  }

  double number(String key, double otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    if (!required(key).isNumber()) {
      throw wrong(key, "a number");
    }
    return required(key).doubleValue();
  }

  BigDecimal amount(String key) {
    JsonNode value = required(key);
    if (!value.isNumber() || value.decimalValue().signum() < 0) {
      throw wrong(key, "a number of at least 0");
    }
    return value.decimalValue();
  }

  /** One number for all of {@code count} parts, or one for each of them. */
  List<Double> numbers(String key, int count, double otherwise) {
    if (!has(key) || required(key).isNumber()) {
      return Collections.nCopies(count, number(key, otherwise));
    }
    List<Double> values = new ArrayList<>();
    required(key).forEach(one -> values.add(one.isNumber() ? one.doubleValue() : Double.NaN));
    if (values.size() != count || values.contains(Double.NaN)) {
      throw wrong(key, count == 1 ? "a number" : "a number or a list of " + count + " numbers");
    }
    return values;
  }

  int[] axes(String key) {
    List<Integer> axes = new ArrayList<>();
    required(key).forEach(one -> axes.add(one.isIntegralNumber() ? one.intValue() : 0));
    if (axes.isEmpty() || axes.size() > 8 || axes.stream().anyMatch(axis -> axis < 1)) {
      throw wrong(key, "a list of 1 to 8 whole numbers of at least 1, without the batch");
    }
    return axes.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The entries of a list of words, or empty where the value is a single word. */
  Optional<List<String>> list(String key) {
    JsonNode value = required(key);
    if (!value.isArray()) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    value.forEach(one -> words.add(one.asText()));
    return Optional.of(words);
  }
}

package io.retask.torch;

import io.retask.RetaskException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the last linear layer off a TorchScript network: the same network then answers with what
 * went into that layer. DJL cannot reach the inside of a network, but its code is text; the scores
 * are followed back, through what only reshapes or normalises them, to the layer that made them.
 * Whatever is not understood is refused by name.
 */
final class LastLayer {
  private static final Pattern CALL = Pattern.compile("\\((\\w+)\\)\\.forward\\((.+?),? \\)");
  private static final Pattern OPERATION = Pattern.compile("torch\\.(\\w+)\\((.*)\\)");

  /** What only reshapes the scores or brings them to another scale; the scores come first. */
  private static final Set<String> AFTER =
      Set.of(
          "flatten",
          "reshape",
          "view",
          "squeeze",
          "contiguous",
          "softmax",
          "log_softmax",
          "sigmoid");

  /** Linear layers, with the place of the features among their arguments. */
  private static final Map<String, Integer> LINEAR =
      Map.of("linear", 0, "_convolution", 0, "conv2d", 0, "addmm", 1);

  private final String file;
  private final Map<String, ScriptClass> classes;
  private final Map<String, ScriptClass> changed = new LinkedHashMap<>();

  private LastLayer(String file, Map<String, ScriptClass> classes) {
    this.file = file;
    this.classes = classes;
  }

  /**
   * The code of the network without its last layer; it answers n x p features.
   *
   * @param file the name, for the error
   * @param code the text of each module
   * @param root the class of the network
   * @throws RetaskException if the last layer is not found
   */
  static Map<String, String> removed(String file, Map<String, String> code, String root) {
    LastLayer last = new LastLayer(file, ScriptClass.all(code));
    last.cut(root)
        .ifPresent(
            argument -> {
              throw last.refused("it is nothing but a linear layer");
            });
    Map<String, String> other = new LinkedHashMap<>(code);
    last.changed.forEach(
        (name, now) ->
            other.computeIfPresent(
                name.substring(0, name.lastIndexOf('.')),
                (module, text) -> text.replace(last.classes.get(name).text(), now.text())));
    return other;
  }

  /**
   * Makes a class answer the features.
   *
   * @return its argument, if that is what the features are and the class need not change
   */
  private Optional<String> cut(String name) {
    ScriptClass type = classes.get(name);
    if (type == null) {
      throw refused("class " + name + " is not in it");
    }
    String expression =
        type.returned().orElseThrow(() -> refused(name + ".forward returns in several places"));
    for (int steps = 0; steps < 100; steps++) {
      Matcher call = CALL.matcher(expression);
      if (call.matches()) {
        return throughMember(type, call.group(1), call.group(2), expression);
      }
      Matcher operation = OPERATION.matcher(expression);
      if (operation.matches()) {
        List<String> arguments = Expressions.arguments(operation.group(2));
        Integer place = LINEAR.get(operation.group(1));
        if (place != null && place < arguments.size()) {
          return features(type, arguments.get(place));
        }
        if (!AFTER.contains(operation.group(1))) {
          throw refused("its scores come from torch." + operation.group(1));
        }
        expression = arguments.get(0);
      } else {
        String made = expression;
        expression = type.value(made).orElseThrow(() -> refused("its scores come from " + made));
      }
    }
    throw refused("its code goes round in circles");
  }

  private Optional<String> throughMember(
      ScriptClass type, String variable, String argument, String call) {
    String member =
        type.member(variable).orElseThrow(() -> refused(variable + " is no part of the network"));
    String inner = type.members().get(member);
    if (inner == null) {
      throw refused(member + " has no class in it");
    }
    Optional<String> own = cut(inner);
    if (own.isPresent()) {
      return features(type, argument);
    }
    if (uses(inner) > 1) {
      throw refused("its last block " + inner + " stands in it more than once");
    }
    changed.put(type.name(), type.returning(call));
    return Optional.empty();
  }

  private Optional<String> features(ScriptClass type, String expression) {
    if (type.argument().filter(expression::equals).isPresent()) {
      return Optional.of(expression);
    }
    changed.put(type.name(), type.returning("torch.flatten(" + expression + ", 1)"));
    return Optional.empty();
  }

  private long uses(String inner) {
    return classes.values().stream()
        .flatMap(type -> type.members().values().stream())
        .filter(inner::equals)
        .count();
  }

  private RetaskException refused(String why) {
    return new RetaskException(
        "the last linear layer of '%s' was not found: %s; name a network that ends in a linear layer"
            .formatted(file, why));
  }
}

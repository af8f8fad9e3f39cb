package io.retask.torch;

import java.util.ArrayList;
import java.util.List;

/** Takes expressions of TorchScript code apart. */
final class Expressions {
  private Expressions() {}

  /** The arguments of a call, without the spaces around them. */
  static List<String> arguments(String inside) {
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i <= inside.length(); i++) {
      char letter = i == inside.length() ? ',' : inside.charAt(i);
      if (letter == '(' || letter == '[') {
        depth++;
      } else if (letter == ')' || letter == ']') {
        depth--;
      } else if (letter == ',' && depth == 0) {
        add(arguments, inside.substring(begin, i).strip());
        begin = i + 1;
      }
    }
    return arguments;
  }

  private static void add(List<String> arguments, String argument) {
    if (!argument.isEmpty()) {
      arguments.add(argument);
    }
  }
}

package io.retask.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one verb said.
 *
 * @param code its exit code
 * @param out standard output
 * @param err standard error
 */
record Spoken(int code, String out, String err) {
  /** Runs a verb in this process; arguments may be anything with a text. */
  static Spoken by(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), words);
    return new Spoken(code, out.toString(), err.toString());
  }

  /** The same for a verb that has to succeed. */
  static Spoken wellBy(Object... arguments) {
    Spoken spoken = by(arguments);
    if (spoken.code != 0) {
      throw new AssertionError(Arrays.toString(arguments) + " ended with " + spoken);
    }
    return spoken;
  }

  JsonNode json() {
    try {
      return new ObjectMapper().readTree(out);
    } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
      throw new UncheckedIOException("no JSON: " + out, broken);
    }
  }

  /** The keys of an object in their order. */
  static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}

package io.retask.onnx.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.retask.RetaskException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a TF.js model: the topology and, beside it, shards of weights. Both may be wrapped
 * in a script that exports them, the shards in Base64.
 */
final class TfjsFiles {
  private static final Pattern BASE64 = Pattern.compile("exports\\s*=\\s*\"([A-Za-z0-9+/=]+)\"");
  private static final Pattern OBJECT = Pattern.compile("exports\\s*=\\s*\\{\\s*\"?modelTopology");
  private static final List<String> SHARD_ENDINGS = List.of("", ".bin", ".min.js", ".js");
  private final Path folder;
  private final JsonNode model;

  TfjsFiles(Path source) throws IOException {
    folder = source.toAbsolutePath().getParent();
    String text = Files.readString(source);
    Matcher script = OBJECT.matcher(text);
    String literal = script.find() ? literal(text, text.indexOf('{', script.start())) : text;
    try {
      model =
          JsonMapper.builder()
              .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
              .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
              .build()
              .readTree(literal);
    } catch (JsonProcessingException e) {
      throw new RetaskException(
          "%s is not the topology of a TF.js model: %s; name its model.json"
              .formatted(source, e.getOriginalMessage()),
          e);
    }
  }

  /** The object literal that begins at {@code begin}, with true and false written out. */
  private static String literal(String text, int begin) {
    StringBuilder out = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (int i = begin; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escaped = quoted && text.charAt(i - 1) == '\\';
      quoted ^= c == '"' && !escaped;
      if (!quoted && c == '!') {
        i++;
        out.append(text.charAt(i) == '0');
        continue;
      }
      out.append(c);
      depth += quoted ? 0 : c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        break;
      }
    }
    return out.toString();
  }

  /** Keras wraps the model in its own file's words, TF.js itself does not. */
  private JsonNode keras() {
    JsonNode topology = model.path("modelTopology");
    return topology.has("model_config") ? topology.path("model_config") : topology;
  }

  /** Whether every layer reads the one before it; old files have the layers alone then. */
  private boolean chained() {
    return keras().path("class_name").asText().equals("Sequential")
        || keras().path("config").isArray();
  }

  /** The layers, in an order in which each stands behind those that it reads; the input first. */
  List<TfjsLayer> layers() {
    JsonNode config = keras().path("config");
    JsonNode nodes = config.isArray() ? config : config.path("layers");
    if (nodes.isEmpty()) {
      throw new RetaskException(
          "%s holds no Keras layers (modelTopology.model_config.config.layers); graph models cannot"
                  .formatted(folder)
              + " be imported");
    }
    List<TfjsLayer> layers = new ArrayList<>();
    if (chained() && !nodes.path(0).path("class_name").asText().equals(TfjsLayer.INPUT)) {
      layers.add(TfjsLayer.inputOf(nodes.get(0)));
    }
    for (int i = 0; i < nodes.size(); i++) {
      Optional<TfjsLayer> before =
          layers.isEmpty() ? Optional.empty() : Optional.of(layers.get(layers.size() - 1));
      layers.add(
          chained() ? TfjsLayer.behind(before, nodes.get(i), i) : TfjsLayer.wired(nodes.get(i), i));
    }
    return layers;
  }

  /** The name of the layer that answers. */
  String outputLayer() {
    if (chained()) {
      List<TfjsLayer> layers = layers();
      return layers.get(layers.size() - 1).name();
    }
    JsonNode outputs = keras().path("config").path("output_layers");
    JsonNode output = outputs.path(0);
    if (outputs.size() != 1 || output.path(1).asInt() != 0 || output.path(2).asInt() != 0) {
      throw new RetaskException(
          "the model in %s answers %s, but a box has one answer, the first of a layer; export it"
                  .formatted(folder, outputs)
              + " with one output");
    }
    return output.path(0).asText();
  }

  /** All weights by name. */
  Map<String, TfjsWeight> weights() throws IOException {
    Map<String, TfjsWeight> weights = new HashMap<>();
    for (JsonNode group : model.path("weightsManifest")) {
      ByteArrayOutputStream joined = new ByteArrayOutputStream();
      for (JsonNode path : group.path("paths")) {
        joined.writeBytes(shard(path.asText()));
      }
      ByteBuffer bytes = ByteBuffer.wrap(joined.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
      for (JsonNode weight : group.path("weights")) {
        weights.put(weight.path("name").asText(), TfjsWeight.read(weight, bytes));
      }
      if (bytes.hasRemaining()) {
        throw new RetaskException(
            "the shards in %s hold %d bytes more than their manifest names; fetch them again"
                .formatted(folder, bytes.remaining()));
      }
    }
    return weights;
  }

  private byte[] shard(String path) throws IOException {
    for (String ending : SHARD_ENDINGS) {
      Path file = folder.resolve(path + ending);
      if (Files.isRegularFile(file)) {
        return ending.endsWith(".js") ? decoded(file) : Files.readAllBytes(file);
      }
    }
    throw new RetaskException(
        "the shard '%s' is not in %s; put it beside the topology".formatted(path, folder));
  }

  private static byte[] decoded(Path file) throws IOException {
    Matcher text = BASE64.matcher(Files.readString(file, StandardCharsets.UTF_8));
    if (!text.find()) {
      throw new RetaskException(
          "%s exports no Base64 text; name the shards that TF.js wrote".formatted(file));
    }
    return Base64.getDecoder().decode(text.group(1));
  }
}

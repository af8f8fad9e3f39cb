package io.retask.blackbox.description;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.retask.blackbox.Price;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Visibility;
import io.retask.recipe.InvalidRecipe;
import io.retask.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes {@code NAME.box.yaml}. */
public final class BoxDescriptionFile {
  /** How the name of a description ends. */
  public static final String ENDING = ".box.yaml";

  private static final int INLINE_LABELS = 20;

  private BoxDescriptionFile() {}

  /**
   * Reads a description and the label file that it names.
   *
   * @throws InvalidRecipe if a key is unknown or missing or a value not allowed
   */
  public static BoxDescription read(Path file) {
    String name = String.valueOf(file.getFileName());
    YamlKeys top =
        new YamlKeys(
            name, "", tree(file), List.of("file", "sha256", "input", "output", "limits", "price"));
    return new BoxDescription(
        top.text("file"),
        top.optionalText("sha256").map(digest -> digest(top, digest)),
        input(top),
        output(top, file),
        limits(top),
        price(top));
  }

  private static JsonNode tree(Path file) {
    try {
      return mapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new InvalidRecipe(
          "%s is not YAML: %s; correct it there".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new InvalidRecipe(
          "%s cannot be read (%s); name a readable description".formatted(file, e), e);
    }
  }

  private static YAMLMapper mapper() {
    return YAMLMapper.builder()
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
        .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
        .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
        .build();
  }

  private static String digest(YamlKeys keys, String digest) {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw keys.wrong("sha256", "64 digits of 0-9 and a-f");
    }
    return digest;
  }

  private static BoxInput input(YamlKeys top) {
    YamlKeys keys =
        top.object(
            "input",
            "name",
            "layout",
            "channels",
            "height",
            "width",
            "shape",
            "type",
            "scale",
            "mean",
            "std");
    boolean picture = !keys.has("shape");
    for (String key : List.of("layout", "channels", "height", "width")) {
      if (!picture && keys.has(key)) {
        throw keys.wrong(key, "left out where 'input.shape' is given, as it is for pictures");
      }
    }
    int parts = picture ? 3 : 1;
    List<Double> std = keys.numbers("std", parts, 1);
    if (std.contains(0.0)) {
      throw keys.wrong("std", "other than 0");
    }
    return new BoxInput(
        keys.text("name"),
        picture ? keys.choice("layout", List.of(Layout.NCHW, Layout.NHWC)) : Layout.PLAIN,
        picture ? keys.choice("channels", ChannelOrder.values()) : ChannelOrder.RGB,
        picture
            ? Shape.of(3, keys.positive("height"), keys.positive("width"))
            : Shape.of(keys.axes("shape")),
        keys.choice("type", ElementType.values()),
        new BoxInput.Scaling(keys.number("scale", 1), keys.numbers("mean", parts, 0), std));
  }

  private static BoxOutput output(YamlKeys top, Path file) {
    YamlKeys keys = top.object("output", "name", "scores", "visibility", "labels");
    List<String> labels =
        keys.list("labels")
            .orElseGet(() -> labelFile(keys, file.resolveSibling(keys.text("labels"))));
    if (labels.size() < 2) {
      throw keys.wrong("labels", "2 names or more, or a file that holds them");
    }
    return new BoxOutput(
        keys.text("name"),
        keys.choice("scores", ScoreKind.values()),
        keys.choice("visibility", Visibility.values()),
        labels);
  }

  private static List<String> labelFile(YamlKeys keys, Path labels) {
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(labels));
      while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
        lines.remove(lines.size() - 1);
      }
      return lines;
    } catch (IOException e) {
      InvalidRecipe wrong = keys.wrong("labels", "a list or a file of UTF-8 lines beside it");
      wrong.addSuppressed(e);
      throw wrong;
    }
  }

  private static BoxLimits limits(YamlKeys top) {
    if (!top.has("limits")) {
      return BoxLimits.UNSTATED;
    }
    YamlKeys keys = top.object("limits", "maxBatch", "concurrency");
    return new BoxLimits(keys.optionalPositive("maxBatch"), keys.optionalPositive("concurrency"));
  }

  private static Price price(YamlKeys top) {
    if (!top.has("price")) {
      return Price.FREE;
    }
    YamlKeys keys = top.object("price", "per1000Images", "currency");
    return new Price(keys.amount("per1000Images"), keys.text("currency"));
  }

  /**
   * Writes a description; more than 20 labels go to {@code NAME.labels.txt} beside it.
   *
   * @param file a path that ends in {@code .box.yaml}
   */
  public static void write(Path file, BoxDescription description) throws IOException {
    ObjectNode top = mapper().createObjectNode();
    top.put("file", description.file());
    description.sha256().ifPresent(digest -> top.put("sha256", digest));
    writeInput(top.putObject("input"), description.input());
    ObjectNode output = top.putObject("output");
    output.put("name", description.output().name());
    output.put("scores", YamlKeys.word(description.output().scores()));
    output.put("visibility", YamlKeys.word(description.output().visibility()));
    writeLabels(output, file, description.output().labels());
    if (!description.limits().equals(BoxLimits.UNSTATED)) {
      ObjectNode limits = top.putObject("limits");
      description.limits().maxBatch().ifPresent(n -> limits.put("maxBatch", n));
      description.limits().concurrency().ifPresent(n -> limits.put("concurrency", n));
    }
    ObjectNode price = top.putObject("price");
    price.put("per1000Images", description.price().per1000Images());
    price.put("currency", description.price().currency());
    Files.writeString(file, mapper().writeValueAsString(top));
  }

  private static void writeInput(ObjectNode node, BoxInput input) {
    node.put("name", input.name());
    if (input.layout() == Layout.PLAIN) {
      ArrayNode axes = node.putArray("shape");
      input.shape().axes().forEach(axes::add);
    } else {
      node.put("layout", YamlKeys.word(input.layout()));
      node.put("channels", YamlKeys.word(input.channels()));
      node.put("height", input.shape().axis(1));
      node.put("width", input.shape().axis(2));
    }
    node.put("type", YamlKeys.word(input.type()));
    node.put("scale", input.scaling().scale());
    input.scaling().mean().forEach(node.withArray("/mean")::add);
    input.scaling().std().forEach(node.withArray("/std")::add);
  }

  private static void writeLabels(ObjectNode output, Path file, List<String> labels)
      throws IOException {
    if (labels.size() <= INLINE_LABELS) {
      labels.forEach(output.putArray("labels")::add);
      return;
    }
    String name = String.valueOf(file.getFileName());
    String stem = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    output.put("labels", stem + ".labels.txt");
    Files.writeString(file.resolveSibling(stem + ".labels.txt"), String.join("\n", labels) + "\n");
  }
}

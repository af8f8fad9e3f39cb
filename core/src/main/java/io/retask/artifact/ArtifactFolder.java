package io.retask.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.CorruptArtifact;
import io.retask.RetaskException;
import io.retask.program.Program;
import io.retask.program.View;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model as a folder: {@code manifest.json}, {@code program.safetensors}, {@code
 * mapping.safetensors} (the local part, if there is one, stands with the mapping), {@code
 * MODEL_CARD.md}. Any reader of these formats can use it.
 */
public final class ArtifactFolder {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setDefaultPrettyPrinter(
              new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature())
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
  private static final String MANIFEST = "manifest.json";
  private static final String PROGRAM = "program.safetensors";
  private static final String MAPPING = "mapping.safetensors";
  private static final List<String> SETTINGS = List.of("views", "mapping", "local");
  private static final String LOCAL = "local.";
  private static final String FEATURES = "features.";
  private final Path folder;
  private final Codecs codecs;

  /** The folder of one model, which need not exist yet. */
  public ArtifactFolder(Path folder, Codecs codecs) {
    this.folder = folder;
    this.codecs = codecs;
  }

  /** Whether a model was written here. */
  public boolean exists() {
    return Files.exists(folder.resolve(MANIFEST));
  }

  /**
   * Writes a model. An older manifest goes first and the new one comes last, so that a folder with
   * a manifest is whole.
   *
   * @throws RetaskException if the folder cannot be written; or, before anything is touched, if the
   *     model holds a number that is not finite
   */
  public void write(ReprogrammedModel model, Manifest manifest) {
    Map<String, byte[]> files = files(model, manifest);
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(folder.resolve(MANIFEST));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        WholeFile.replace(folder.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException failure) {
      throw new RetaskException(
          "the artefact '%s' cannot be written: %s; free space or allow writing, then resume the run"
              .formatted(folder, failure),
          failure);
    }
  }

  /** Whether this very model stands here, whatever its manifest says beside. */
  public boolean holds(ReprogrammedModel model) {
    SortedMap<String, TensorBatch> programs = new TreeMap<>();
    SortedMap<String, TensorBatch> mapping = new TreeMap<>();
    String settings = text(settings(model, programs, mapping));
    try {
      return exists()
          && JSON.readTree(settings).equals(json().retain(SETTINGS))
          && Arrays.equals(bytes(PROGRAM), SafeTensors.encode(programs))
          && Arrays.equals(bytes(MAPPING), SafeTensors.encode(mapping));
    } catch (CorruptArtifact | JsonProcessingException damaged) {
      return false;
    }
  }

  /** In the order of their writing. */
  private Map<String, byte[]> files(ReprogrammedModel model, Manifest manifest) {
    SortedMap<String, TensorBatch> programs = new TreeMap<>();
    SortedMap<String, TensorBatch> mapping = new TreeMap<>();
    ObjectNode json = JSON.valueToTree(manifest);
    json.setAll(settings(model, programs, mapping));
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(PROGRAM, encoded(programs));
    files.put(MAPPING, encoded(mapping));
    Digests.put(files, json);
    files.put("MODEL_CARD.md", ModelCard.of(model, manifest).getBytes(StandardCharsets.UTF_8));
    files.put(MANIFEST, Digests.closed(text(json)).getBytes(StandardCharsets.UTF_8));
    return files;
  }

  /** What the manifest says of the model itself; its numbers go into the maps. */
  private ObjectNode settings(
      ReprogrammedModel model,
      SortedMap<String, TensorBatch> programs,
      SortedMap<String, TensorBatch> mapping) {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode views = json.putArray("views");
    for (int v = 0; v < model.views().size(); v++) {
      View view = model.views().get(v);
      codecs.writeProgram(view.program(), views.addObject());
      if (view.program().parameterCount() > 0) {
        programs.put(tensorName(v), vector(view.parameters()));
      }
    }
    if (!model.views().isEmpty()) {
      codecs.writeMapping(model.mapping(), json.putObject("mapping"), mapping);
    }
    model.local().ifPresent(part -> writeLocal(part, json.putObject("local"), mapping));
    return json;
  }

  private static byte[] encoded(SortedMap<String, TensorBatch> tensors) {
    infinite(tensors)
        .ifPresent(
            name -> {
              throw new RetaskException(
                  "the model is not kept: its tensor '%s' holds a number that is not finite; lower the step size and train again"
                      .formatted(name));
            });
    return SafeTensors.encode(tensors);
  }

  /** The first tensor with a value that no answer can be made of. */
  private static Optional<String> infinite(SortedMap<String, TensorBatch> tensors) {
    return tensors.entrySet().stream()
        .filter(tensor -> !finite(tensor.getValue().values()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean finite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private void writeLocal(LocalPart part, ObjectNode node, SortedMap<String, TensorBatch> tensors) {
    node.put("weight", part.weight());
    codecs.writeFeatures(part.features(), FEATURES, node.putObject("features"), tensors);
    LogisticCodec.write(part.readout(), LOCAL, node.putObject("readout"), tensors);
  }

  private static String tensorName(int view) {
    return "view%03d".formatted(view);
  }

  private static TensorBatch vector(float[] values) {
    return TensorBatch.wrap(Shape.of(values.length), 1, values);
  }

  private static String text(ObjectNode json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("a tree can always be written", failure);
    }
  }

  /**
   * What is known of the model without its numbers.
   *
   * @throws CorruptArtifact if the manifest is missing, damaged or of a newer format
   */
  public Manifest manifest() {
    try {
      ObjectNode json = json();
      json.remove(SETTINGS);
      json.remove(Digests.KEY);
      return JSON.treeToValue(json, Manifest.class);
    } catch (JsonProcessingException | IllegalArgumentException damaged) {
      throw corrupt(MANIFEST, damaged);
    }
  }

  /**
   * Reads the model.
   *
   * @throws CorruptArtifact if a part is missing or damaged, of another model, or of an unknown
   *     kind
   */
  public ReprogrammedModel read() {
    Manifest manifest = manifest();
    ObjectNode json = json();
    SortedMap<String, TensorBatch> programs = tensors(PROGRAM, json);
    SortedMap<String, TensorBatch> mapping = tensors(MAPPING, json);
    try {
      List<View> views = views(json.path("views"), programs);
      Optional<LocalPart> local =
          json.has("local") ? Optional.of(local(json.path("local"), mapping)) : Optional.empty();
      if (views.isEmpty() && local.isPresent()) {
        return ReprogrammedModel.withoutBox(manifest.classes(), local.get());
      }
      ReprogrammedModel asking =
          new ReprogrammedModel(
              manifest.classes(), views, codecs.readMapping(json.path("mapping"), mapping));
      return local.map(asking::with).orElse(asking);
    } catch (RetaskException told) {
      throw told;
    } catch (IllegalArgumentException damaged) {
      throw corrupt(MANIFEST, damaged);
    } catch (RuntimeException damaged) {
      throw new CorruptArtifact(
          "'%s' is damaged: what it says of the model makes no sense (%s); restore the artefact"
              .formatted(folder.resolve(MANIFEST), damaged.getMessage()),
          damaged);
    }
  }

  private SortedMap<String, TensorBatch> tensors(String name, ObjectNode manifest) {
    Path file = folder.resolve(name);
    byte[] bytes = bytes(name);
    Digests.check(file, bytes, manifest);
    SortedMap<String, TensorBatch> tensors = SafeTensors.decode(bytes, file.toString());
    infinite(tensors)
        .ifPresent(
            tensor -> {
              throw new CorruptArtifact(
                  "'%s' is damaged: its tensor '%s' holds a number that is not finite; restore the artefact"
                      .formatted(file, tensor));
            });
    return tensors;
  }

  private byte[] bytes(String name) {
    Path file = folder.resolve(name);
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new CorruptArtifact("'%s' is missing; restore the artefact".formatted(file), missing);
    } catch (IOException failure) {
      throw new CorruptArtifact(
          "'%s' cannot be read: %s; restore the artefact".formatted(file, failure.getMessage()),
          failure);
    }
  }

  private List<View> views(JsonNode nodes, SortedMap<String, TensorBatch> programs) {
    List<View> views = new ArrayList<>();
    for (JsonNode node : nodes) {
      Program program = codecs.readProgram(node);
      TensorBatch tensor = programs.get(tensorName(views.size()));
      views.add(new View(program, tensor == null ? new float[0] : tensor.values()));
    }
    return views;
  }

  private LocalPart local(JsonNode node, SortedMap<String, TensorBatch> tensors) {
    return new LocalPart(
        codecs.readFeatures(node.path("features"), FEATURES, tensors),
        LogisticCodec.read(LOCAL, node.path("readout"), tensors),
        node.path("weight").asDouble());
  }

  private ObjectNode json() {
    Path file = folder.resolve(MANIFEST);
    if (!Files.exists(file)) {
      throw new CorruptArtifact(
          "'%s' holds no model: there is no %s; name the folder of a finished run"
              .formatted(folder, MANIFEST));
    }
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      if (JSON.readTree(text) instanceof ObjectNode json) {
        checkFormat(file, json.path("format"));
        Digests.checkItself(file, text, json);
        return json;
      }
      throw new CorruptArtifact("'%s' is not a JSON object; restore it".formatted(file));
    } catch (IOException failure) {
      throw corrupt(MANIFEST, failure);
    }
  }

  private static void checkFormat(Path file, JsonNode format) {
    if (!format.isIntegralNumber() || format.asInt() < 1) {
      throw new CorruptArtifact(
          "'%s' is damaged: its format is '%s', not a whole number; restore the artefact"
              .formatted(file, format.asText()));
    }
    if (format.asInt() > Manifest.FORMAT) {
      throw new CorruptArtifact(
          "'%s' has format %s, but this software reads up to %d; update Retask"
              .formatted(file, format, Manifest.FORMAT));
    }
  }

  private CorruptArtifact corrupt(String name, Exception failure) {
    String what =
        failure instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : String.valueOf(failure.getMessage());
    return new CorruptArtifact(
        "'%s' is damaged: %s; restore the artefact".formatted(folder.resolve(name), what), failure);
  }
}

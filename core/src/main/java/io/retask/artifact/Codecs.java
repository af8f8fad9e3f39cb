package io.retask.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retask.RetaskException;
import io.retask.mapping.LabelMapping;
import io.retask.program.Program;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The kinds of program, mapping and features that artefacts may hold.
 *
 * @param programs one codec for each kind of program
 * @param mappings one codec for each kind of mapping
 * @param features one codec for each kind of features that is no program
 */
public record Codecs(
    List<ProgramCodec<?>> programs,
    List<MappingCodec<?>> mappings,
    List<FeatureCodec<?>> features) {
  private static final String NETWORKS = "torch-";

  /** Copies the lists. */
  public Codecs {
    programs = List.copyOf(programs);
    mappings = List.copyOf(mappings);
    features = List.copyOf(features);
  }

  /** The kinds of this package, which know no picture. */
  public static Codecs plain() {
    return new Codecs(
        List.of(new FramedCodec(), new AdditiveCodec(), new IdentityCodec()),
        List.of(new ManyToOneCodec(), new BayesianCodec(), new LogisticCodec(), new KnnCodec()),
        List.of());
  }

  /** The same with one more kind of program. */
  public Codecs with(ProgramCodec<?> codec) {
    List<ProgramCodec<?>> more = new ArrayList<>(programs);
    more.add(codec);
    return new Codecs(more, mappings, features);
  }

  /** The same with one more kind of features. */
  public Codecs with(FeatureCodec<?> codec) {
    List<FeatureCodec<?>> more = new ArrayList<>(features);
    more.add(codec);
    return new Codecs(programs, mappings, more);
  }

  /** Kinds that hold other programs read and write those by the same list. */
  private List<ProgramCodec<?>> withComposites() {
    List<ProgramCodec<?>> more = new ArrayList<>(programs);
    more.add(new SubspaceCodec(this));
    more.add(new SequenceCodec(this));
    return more;
  }

  void writeProgram(Program program, ObjectNode node) {
    for (ProgramCodec<?> codec : withComposites()) {
      if (codec.type().isInstance(program)) {
        node.put("kind", codec.kind());
        writeAs(codec, program, node);
        return;
      }
    }
    throw new IllegalArgumentException("no codec writes a program of " + program.getClass());
  }

  private static <P extends Program> void writeAs(
      ProgramCodec<P> codec, Program program, ObjectNode node) {
    codec.write(codec.type().cast(program), node);
  }

  Program readProgram(JsonNode node) {
    String kind = node.path("kind").asText();
    for (ProgramCodec<?> codec : withComposites()) {
      if (codec.kind().equals(kind)) {
        return codec.read(node);
      }
    }
    throw new IllegalArgumentException("it holds a program of the unknown kind '" + kind + "'");
  }

  void writeMapping(LabelMapping mapping, ObjectNode node, SortedMap<String, TensorBatch> tensors) {
    for (MappingCodec<?> codec : mappings) {
      if (codec.type().isInstance(mapping)) {
        node.put("kind", codec.kind());
        writeAs(codec, mapping, node, tensors);
        return;
      }
    }
    throw new IllegalArgumentException("no codec writes a mapping of " + mapping.getClass());
  }

  private static <M extends LabelMapping> void writeAs(
      MappingCodec<M> codec,
      LabelMapping mapping,
      ObjectNode node,
      SortedMap<String, TensorBatch> tensors) {
    codec.write(codec.type().cast(mapping), node, tensors);
  }

  LabelMapping readMapping(JsonNode node, SortedMap<String, TensorBatch> tensors) {
    String kind = node.path("kind").asText();
    for (MappingCodec<?> codec : mappings) {
      if (codec.kind().equals(kind)) {
        return codec.read(node, tensors);
      }
    }
    throw new IllegalArgumentException("it holds a mapping of the unknown kind '" + kind + "'");
  }

  /** Puts the settings into the node; the numbers get names that begin with the prefix. */
  void writeFeatures(
      FeatureMap map, String prefix, ObjectNode node, SortedMap<String, TensorBatch> tensors) {
    if (map instanceof ProgramFeatures small) {
      writeProgram(small.program(), node);
      return;
    }
    for (FeatureCodec<?> codec : features) {
      if (codec.type().isInstance(map)) {
        node.put("kind", codec.kind());
        SortedMap<String, TensorBatch> own = new TreeMap<>();
        writeAs(codec, map, node, own);
        own.forEach((name, tensor) -> tensors.put(prefix + name, tensor));
        return;
      }
    }
    throw new IllegalArgumentException("no codec writes features of " + map.getClass());
  }

  private static <F extends FeatureMap> void writeAs(
      FeatureCodec<F> codec,
      FeatureMap map,
      ObjectNode node,
      SortedMap<String, TensorBatch> tensors) {
    codec.write(codec.type().cast(map), node, tensors);
  }

  /** Makes the features again whose numbers have names that begin with the prefix. */
  FeatureMap readFeatures(JsonNode node, String prefix, SortedMap<String, TensorBatch> tensors) {
    String kind = node.path("kind").asText();
    for (FeatureCodec<?> codec : features) {
      if (codec.kind().equals(kind)) {
        SortedMap<String, TensorBatch> own = new TreeMap<>();
        tensors.forEach(
            (name, tensor) -> {
              if (name.startsWith(prefix)) {
                own.put(name.substring(prefix.length()), tensor);
              }
            });
        return codec.read(node, own);
      }
    }
    if (kind.startsWith(NETWORKS)) {
      throw new RetaskException(
          "the model holds a network of the kind '%s', which the module torch reads; build it once with: ./mvnw -q -pl torch -am -DskipTests package"
              .formatted(kind));
    }
    return new ProgramFeatures(readProgram(node));
  }

  /** The tensor of that name. */
  static TensorBatch tensor(SortedMap<String, TensorBatch> tensors, String name) {
    TensorBatch tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("the tensor '" + name + "' is missing");
    }
    return tensor;
  }

  /** Puts a shape into an array node. */
  public static void writeShape(Shape shape, ArrayNode node) {
    shape.axes().forEach(node::add);
  }

  /** The shape of an array node. */
  public static Shape readShape(JsonNode node) {
    List<Integer> axes = new ArrayList<>();
    node.forEach(axis -> axes.add(axis.asInt()));
    return new Shape(axes);
  }
}

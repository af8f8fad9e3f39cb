package io.retask.onnx.gradient;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import io.retask.RetaskException;
import io.retask.blackbox.description.BoxDescription;
import io.retask.blackbox.description.ElementType;
import io.retask.onnx.convert.OnnxGraph;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A file's graph with the graph of its gradient appended: reverse accumulation, one rule an
 * operator, from the scores back to the rows.
 *
 * @param model the new file: rows in [0,1] and dL/dscores in, the scores and dL/drows out
 * @param rows the input with the rows, n x the box's shape
 * @param cotangent the input with dL/dscores
 * @param scores its shape, {@link MeasuredValues#BATCH} for the batch
 * @param gradient the output with dL/drows
 * @param fixed whether it takes one row only
 */
record GradientGraph(
    OnnxMl.ModelProto model,
    String rows,
    String cotangent,
    List<Long> scores,
    String gradient,
    boolean fixed) {
  /** Before this one, axes are attributes and a softmax flattens. */
  private static final long OLDEST = 13;

  /**
   * The opset that knows ScatterElements with a sum. What has a rule means the same from opset 13
   * to here.
   */
  private static final long NEEDED = 16;

  private static final int IR_VERSION = 8;

  /** These tell of a tensor what does not change with its values. */
  private static final Set<String> BLIND = Set.of("Shape", "Size");

  /**
   * Appends the gradient.
   *
   * @throws RetaskException if the file holds an operator without a rule between its input and its
   *     scores
   */
  static GradientGraph of(byte[] file, BoxDescription description) {
    if (description.input().type() == ElementType.UINT8) {
      throw new RetaskException(
          "'%s' takes UINT8 numbers, whose rounding has no gradient; import it as FLOAT"
              .formatted(description.file()));
    }
    OnnxMl.ModelProto network = parsed(file, description.file());
    boolean fixed = fixed(network.getGraph(), description.input().name());
    OnnxMl.ModelProto whole =
        raised(network, description.file()).toBuilder()
            .setGraph(new Preprocessing(description.input()).before(network.getGraph(), fixed))
            .build();
    String rows = whole.getGraph().getInput(0).getName();
    MeasuredValues measured = MeasuredValues.of(whole, rows, description.input().shape(), fixed);
    return new Pass(whole, measured, description).append(rows, fixed);
  }

  private static OnnxMl.ModelProto parsed(byte[] file, String name) {
    try {
      return OnnxMl.ModelProto.parseFrom(file);
    } catch (InvalidProtocolBufferException e) {
      throw new RetaskException(
          "'%s' is no ONNX file: %s; name another one".formatted(name, e.getMessage()), e);
    }
  }

  private static boolean fixed(OnnxMl.GraphProto graph, String input) {
    return graph.getInputList().stream()
        .filter(value -> value.getName().equals(input))
        .anyMatch(value -> value.getType().getTensorType().getShape().getDim(0).getDimValue() > 0);
  }

  private static OnnxMl.ModelProto raised(OnnxMl.ModelProto network, String file) {
    OnnxMl.ModelProto.Builder raised = network.toBuilder();
    for (OnnxMl.OperatorSetIdProto.Builder opset : raised.getOpsetImportBuilderList()) {
      if (!opset.getDomain().isEmpty() && !opset.getDomain().equals("ai.onnx")) {
        continue;
      }
      if (opset.getVersion() < OLDEST) {
        throw new RetaskException(
            "'%s' is of opset %d, but gradients need opset %d or later; export it again"
                .formatted(file, opset.getVersion(), OLDEST));
      }
      opset.setVersion(Math.max(NEEDED, opset.getVersion()));
    }
    return raised.setIrVersion(Math.max(IR_VERSION, network.getIrVersion())).build();
  }

  /** One run through one graph. */
  private static final class Pass {
    private final OnnxMl.ModelProto whole;
    private final MeasuredValues measured;
    private final String output;
    private final String file;

    Pass(OnnxMl.ModelProto whole, MeasuredValues measured, BoxDescription description) {
      this.whole = whole;
      this.measured = measured;
      this.output = description.output().name();
      this.file = description.file();
    }

    GradientGraph append(String rows, boolean fixed) {
      OnnxGraph graph = new OnnxGraph(whole.getGraph().toBuilder().clearOutput().build());
      long[] shape = measured.shape(output);
      String cotangent = graph.input("cotangent", OnnxMl.TensorProto.DataType.FLOAT, shape);
      BackwardGraph to = new BackwardGraph(graph, measured, active(rows));
      to.add(output, cotangent);
      List<OnnxMl.NodeProto> nodes = whole.getGraph().getNodeList();
      for (int i = nodes.size() - 1; i >= 0; i--) {
        comeBack(new ForwardNode(nodes.get(i), i), to);
      }
      String found =
          to.gradient(rows)
              .orElseThrow(
                  () ->
                      new RetaskException(
                          "the scores '%s' of '%s' do not depend on its input; name another output"
                              .formatted(output, file)));
      graph.output(output, shape);
      graph.output(found, measured.shape(rows));
      OnnxMl.ModelProto model = whole.toBuilder().setGraph(graph.toGraph()).build();
      List<Long> axes = Arrays.stream(shape).boxed().toList();
      return new GradientGraph(model, rows, cotangent, axes, found, fixed);
    }

    private static void comeBack(ForwardNode node, BackwardGraph to) {
      for (int i = 1; i < node.outputs(); i++) {
        if (to.gradient(node.output(i)).isPresent()) {
          throw node.refused(
              "has a gradient for output 0 only, but its output %d is used too".formatted(i));
        }
      }
      Optional<String> upstream =
          to.active(node.output()) ? to.gradient(node.output()) : Optional.empty();
      upstream.ifPresent(g -> GradientRules.backward(node, g, to));
    }

    private Set<String> active(String rows) {
      Set<String> active = new HashSet<>(Set.of(rows));
      for (OnnxMl.NodeProto node : whole.getGraph().getNodeList()) {
        if (!BLIND.contains(node.getOpType()) && read(node).anyMatch(active::contains)) {
          node.getOutputList().stream().filter(name -> !name.isEmpty()).forEach(active::add);
        }
      }
      return active;
    }

    /** What a node reads: its inputs, and what the graphs inside it (If, Loop) read. */
    private static Stream<String> read(OnnxMl.NodeProto node) {
      Stream<String> inner =
          node.getAttributeList().stream()
              .flatMap(a -> Stream.concat(Stream.of(a.getG()), a.getGraphsList().stream()))
              .flatMap(Pass::read);
      return Stream.concat(node.getInputList().stream(), inner);
    }

    /** A branch may also name an outer value as its output. */
    private static Stream<String> read(OnnxMl.GraphProto graph) {
      return Stream.concat(
          graph.getNodeList().stream().flatMap(Pass::read),
          graph.getOutputList().stream().map(OnnxMl.ValueInfoProto::getName));
    }
  }
}

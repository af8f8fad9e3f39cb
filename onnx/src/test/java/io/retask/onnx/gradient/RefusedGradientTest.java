package io.retask.onnx.gradient;

import static io.retask.onnx.convert.OnnxGraph.attribute;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import io.retask.RetaskException;
import io.retask.onnx.OnnxOptions;
import io.retask.tensor.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has no gradient is refused when the box is opened, by name. */
final class RefusedGradientTest {
  private static final String RULES =
      "Add, AveragePool, BatchNormalization, Clip, Concat, Conv, Div, Dropout, Flatten, Gemm,"
          + " GlobalAveragePool, HardSigmoid, HardSwish, Identity, LRN, LeakyRelu, LogSoftmax,"
          + " MatMul, MaxPool, Mul, Pad, ReduceMean, ReduceSum, Relu, Reshape, Sigmoid, Slice,"
          + " Softmax, Squeeze, Sub, Tanh, Transpose, Unsqueeze";
  private static final String END = "; use another box, or a method that needs no gradient";
  @TempDir Path folder;

  private void refused(String message, Trial.Network network) {
    refused(message, network, model -> model);
  }

  private void refused(
      String message, Trial.Network network, UnaryOperator<OnnxMl.ModelProto> change) {
    Trial trial = Trial.plain(Shape.of(2, 4, 4), 1, 0, network).changed(change);
    assertThatThrownBy(() -> trial.open(folder, new OnnxOptions(1, 1, 8)))
        .isInstanceOf(RetaskException.class)
        .hasMessage(message);
  }

  @Test
  void anOperatorWithoutARule() {
    refused(
        "operator Erf (node 'Erf') has no gradient rule; these have: "
            + RULES
            + "; a quantised file must be imported as FLOAT"
            + END,
        (n, x) -> n.op("Relu", n.op("Erf", x)));
  }

  @Test
  void aQuantisedFile() {
    refused(
        "operator DequantizeLinear (node 'DequantizeLinear') has no gradient rule; these have: "
            + RULES
            + "; a quantised file must be imported as FLOAT"
            + END,
        (n, x) -> {
          String step = n.number(0.1f);
          return n.op("DequantizeLinear", List.of(n.op("QuantizeLinear", List.of(x, step)), step));
        });
  }

  @Test
  void weightsThatDependOnThePicture() {
    refused(
        "operator Gemm (node 'Gemm') has no gradient for its input 1, which depends on the picture"
            + END,
        (n, x) -> {
          long[] batch = {0};
          String mean = n.op("ReduceMean", x, attribute("axes", batch));
          String weights = n.op("Reshape", List.of(mean, n.wholes(2, 16)));
          String rows = n.op("Reshape", List.of(x, n.wholes(-1, 16)));
          return n.op("Gemm", List.of(rows, weights), attribute("transB", 1));
        });
  }

  @Test
  void paddingThatRepeats() {
    refused(
        "operator Pad (node 'Pad') repeats values (mode edge), but only padding with a constant has"
            + " a gradient rule"
            + END,
        (n, x) ->
            n.op("Pad", List.of(x, n.wholes(0, 0, 1, 0, 0, 0, 0, 0)), attribute("mode", "edge")));
  }

  @Test
  void aMeanThatCountsPadsWhereItsWindowsReachBeyondThem() {
    refused(
        "operator AveragePool (node 'AveragePool') counts its pads (count_include_pad) while"
            + " windows reach beyond them (ceil_mode), for which engines differ in what they divide"
            + " by"
            + END,
        (n, x) ->
            n.op(
                "AveragePool",
                x,
                attribute("kernel_shape", new long[] {3, 3}),
                attribute("strides", new long[] {2, 2}),
                attribute("ceil_mode", 1),
                attribute("count_include_pad", 1)));
  }

  @Test
  void aBranchThatSeesThePicture() {
    refused(
        "operator If (node 'If') has no gradient rule; these have: "
            + RULES
            + "; a quantised file must be imported as FLOAT"
            + END,
        (n, x) ->
            n.op(
                "Add",
                List.of(
                    x,
                    n.op(
                        "If",
                        n.condition(),
                        branch("then_branch", "Relu", x),
                        branch("else_branch", "Neg", x)))));
  }

  private static OnnxMl.AttributeProto branch(String name, String operator, String outer) {
    OnnxMl.GraphProto graph =
        OnnxMl.GraphProto.newBuilder()
            .setName(name)
            .addNode(
                OnnxMl.NodeProto.newBuilder()
                    .setOpType(operator)
                    .addInput(outer)
                    .addOutput(name + "_end"))
            .addOutput(OnnxMl.ValueInfoProto.newBuilder().setName(name + "_end"))
            .build();
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.GRAPH)
        .setG(graph)
        .build();
  }

  @Test
  void boundsThatDependOnThePicture() {
    refused(
        "operator Clip (node 'Clip') has a gradient for input 0 only, but its input 1"
            + " ('ReduceMean') depends on the picture too"
            + END,
        (n, x) -> n.op("Clip", List.of(x, meanOfAll(n, x))));
  }

  @Test
  void paddingWithAValueOfThePicture() {
    refused(
        "operator Pad (node 'Pad') has a gradient for input 0 only, but its input 2 ('ReduceMean')"
            + " depends on the picture too"
            + END,
        (n, x) -> n.op("Pad", List.of(x, n.wholes(0, 0, 1, 0, 0, 0, 0, 0), meanOfAll(n, x))));
  }

  private static String meanOfAll(Trial.Builder net, String x) {
    return net.op("ReduceMean", x, attribute("keepdims", 0));
  }

  @Test
  void cuttingWhereThePictureTells() {
    refused(
        "operator Slice (node 'Slice') has a gradient for input 0 only, but its input 1 ('Cast')"
            + " depends on the picture too"
            + END,
        (n, x) -> {
          String start =
              n.op(
                  "Cast",
                  n.op("Reshape", List.of(meanOfAll(n, x), n.wholes(1))),
                  attribute("to", 7));
          return n.op("Slice", List.of(x, start, n.wholes(4), n.wholes(2)));
        });
  }

  @Test
  void anOldFile() {
    refused(
        "'trial.onnx' is of opset 11, but gradients need opset 13 or later; export it again",
        (n, x) -> n.op("Relu", x),
        model ->
            model.toBuilder()
                .setOpsetImport(0, OnnxMl.OperatorSetIdProto.newBuilder().setVersion(11))
                .build());
  }

  @Test
  void scoresThatDoNotSeeTheInput() {
    refused(
        "the scores 'scores' of 'trial.onnx' do not depend on its input; name another output",
        (n, x) -> n.op("ConstantOfShape", n.op("Shape", x)));
  }
}

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

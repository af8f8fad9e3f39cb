package io.retask.onnx;

import ai.onnx.proto.OnnxMl;
import io.retask.artifact.Sha256;
import io.retask.onnx.convert.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A model of two nodes that answers the three plane sums of a 2x2 picture, at its own layout. */
final class TinyModel {
  private TinyModel() {}

  static Path write(Path folder, boolean interleaved, boolean narrow, String yamlInput)
      throws IOException {
    OnnxGraph graph = new OnnxGraph("tiny");
    long[] shape = interleaved ? new long[] {-1, 2, 2, 3} : new long[] {-1, 3, 2, 2};
    String value =
        graph.input(
            "image",
            narrow ? OnnxMl.TensorProto.DataType.UINT8 : OnnxMl.TensorProto.DataType.FLOAT,
            shape);
    if (narrow) {
      value = graph.node("Cast", "cast", List.of(value), OnnxGraph.attribute("to", 1));
    }
    String axes = interleaved ? graph.longs("axes", 1, 2) : graph.longs("axes", 2, 3);
    graph.node("ReduceSum", "sums", List.of(value, axes), OnnxGraph.attribute("keepdims", 0));
    graph.output("sums", -1, 3);
    byte[] bytes = graph.toBytes();
    Files.write(folder.resolve("tiny.onnx"), bytes);
    Path described = folder.resolve("tiny.box.yaml");
    Files.writeString(described, yaml(Sha256.of(bytes), yamlInput));
    return described;
  }

  static String yaml(String sha256, String input) {
    return """
    file: tiny.onnx
    sha256: %s
    input:
      name: image
    %soutput:
      name: sums
      scores: logits
      visibility: full
      labels: [red, green, blue]
    """
        .formatted(sha256, input.indent(2));
  }

  static String picture(String layout, String channels, String type, String rest) {
    return """
    layout: %s
    channels: %s
    height: 2
    width: 2
    type: %s
    %s
    """
        .formatted(layout, channels, type, rest);
  }
}

package io.retask.onnx.convert;

import io.retask.RetaskException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.OperatorCode;
import org.tensorflow.lite.schema.QuantizationParameters;
import org.tensorflow.lite.schema.SubGraph;
import org.tensorflow.lite.schema.Tensor;

/** A TFLite file with one graph of one input and one output. */
final class TfliteFile {
  private final Model model;
  private final SubGraph graph;
  private final List<TfliteTensor> tensors = new ArrayList<>();

  /**
   * Reads the file's tables.
   *
   * @throws RetaskException if the bytes are not a TFLite file of one input and one output
   */
  TfliteFile(String name, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < 8 || !Model.ModelBufferHasIdentifier(buffer)) {
      throw new RetaskException(
          "%s is not a TFLite file (no TFL3 mark); name a .tflite or .lite file".formatted(name));
    }
    model = Model.getRootAsModel(buffer);
    if (model.subgraphsLength() != 1) {
      throw new RetaskException(
          "%s holds %d graphs, but only files of one can be imported"
              .formatted(name, model.subgraphsLength()));
    }
    graph = model.subgraphs(0);
    if (graph.inputsLength() != 1 || graph.outputsLength() != 1) {
      throw new RetaskException(
          "%s has %d inputs and %d outputs, but a box has one of each"
              .formatted(name, graph.inputsLength(), graph.outputsLength()));
    }
    for (int i = 0; i < graph.tensorsLength(); i++) {
      tensors.add(read(graph.tensors(i)));
    }
  }

  private TfliteTensor read(Tensor tensor) {
    ByteBuffer data = model.buffers((int) tensor.buffer()).dataAsByteBuffer();
    Optional<ByteBuffer> constant =
        data == null || !data.hasRemaining()
            ? Optional.empty()
            : Optional.of(data.slice().order(ByteOrder.LITTLE_ENDIAN));
    return new TfliteTensor(
        String.valueOf(tensor.name()),
        IntStream.range(0, tensor.shapeLength()).mapToObj(tensor::shape).toList(),
        tensor.type(),
        steps(tensor.quantization()),
        constant);
  }

  private static Optional<Quantization> steps(QuantizationParameters stated) {
    if (stated == null || stated.scaleLength() == 0) {
      return Optional.empty();
    }
    List<Float> scales = IntStream.range(0, stated.scaleLength()).mapToObj(stated::scale).toList();
    List<Integer> zeros =
        IntStream.range(0, stated.scaleLength())
            .mapToObj(i -> i < stated.zeroPointLength() ? (int) stated.zeroPoint(i) : 0)
            .toList();
    return Optional.of(new Quantization(scales, zeros, stated.quantizedDimension()));
  }

  int input() {
    return graph.inputs(0);
  }

  int output() {
    return graph.outputs(0);
  }

  TfliteTensor tensor(int index) {
    return tensors.get(index);
  }

  int operators() {
    return graph.operatorsLength();
  }

  Operator operator(int index) {
    return graph.operators(index);
  }

  int code(int index) {
    OperatorCode code = model.operatorCodes((int) operator(index).opcodeIndex());
    return Math.max(code.builtinCode(), code.deprecatedBuiltinCode());
  }

  String operatorName(int index) {
    OperatorCode code = model.operatorCodes((int) operator(index).opcodeIndex());
    return code.customCode() == null ? BuiltinOperator.name(code(index)) : code.customCode();
  }
}

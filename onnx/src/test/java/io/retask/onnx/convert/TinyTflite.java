package io.retask.onnx.convert;

import com.google.flatbuffers.FlatBufferBuilder;
import org.tensorflow.lite.schema.BufferT;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.ModelT;
import org.tensorflow.lite.schema.OperatorCodeT;
import org.tensorflow.lite.schema.OperatorT;
import org.tensorflow.lite.schema.SubGraphT;
import org.tensorflow.lite.schema.TensorT;
import org.tensorflow.lite.schema.TensorType;

/** A TFLite file of one sum: an input, a constant, and what they add up to. */
final class TinyTflite {
  private TinyTflite() {}

  /**
   * The bytes of such a file.
   *
   * @param row the shape of input and output
   * @param constant the shape that the constant is said to have
   * @param held how many bytes of it the file holds
   * @param added the index of the tensor that is added: 1 for the constant
   */
  static byte[] sum(int[] row, int[] constant, int held, int added) {
    SubGraphT graph = new SubGraphT();
    graph.setTensors(
        new TensorT[] {tensor("x", row, 0), tensor("c", constant, 1), tensor("y", row, 0)});
    graph.setInputs(new int[] {0});
    graph.setOutputs(new int[] {2});
    OperatorT sum = new OperatorT();
    sum.setInputs(new int[] {0, added});
    sum.setOutputs(new int[] {2});
    graph.setOperators(new OperatorT[] {sum});
    OperatorCodeT code = new OperatorCodeT();
    code.setBuiltinCode(BuiltinOperator.ADD);
    ModelT model = new ModelT();
    model.setVersion(3);
    model.setOperatorCodes(new OperatorCodeT[] {code});
    model.setSubgraphs(new SubGraphT[] {graph});
    model.setBuffers(new BufferT[] {buffer(0), buffer(held)});
    FlatBufferBuilder builder = new FlatBufferBuilder();
    Model.finishModelBuffer(builder, Model.pack(builder, model));
    return builder.sizedByteArray();
  }

  private static TensorT tensor(String name, int[] shape, long buffer) {
    TensorT tensor = new TensorT();
    tensor.setName(name);
    tensor.setShape(shape);
    tensor.setType(TensorType.FLOAT32);
    tensor.setBuffer(buffer);
    return tensor;
  }

  private static BufferT buffer(int bytes) {
    BufferT buffer = new BufferT();
    buffer.setData(new int[bytes]);
    return buffer;
  }
}

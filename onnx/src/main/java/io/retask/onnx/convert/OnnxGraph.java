package io.retask.onnx.convert;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An ONNX graph in the making; names its values itself and writes opset 13. */
public final class OnnxGraph {
  /** The name of the batch axis. */
  public static final long BATCH = -1;

  private static final int OPSET = 13;
  private static final int IR_VERSION = 8;
  private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();
  private final Set<String> names = new HashSet<>();

  /** A graph without nodes. */
  public OnnxGraph(String name) {
    graph.setName(name);
  }

  /** A graph that continues another: all its names are taken. */
  public OnnxGraph(OnnxMl.GraphProto begun) {
    graph.mergeFrom(begun);
    begun.getInputList().forEach(value -> names.add(value.getName()));
    begun.getInitializerList().forEach(tensor -> names.add(tensor.getName()));
    begun.getNodeList().forEach(node -> names.addAll(node.getOutputList()));
  }

  /** Declares the input; {@link #BATCH} marks the free axis. */
  public String input(String name, OnnxMl.TensorProto.DataType type, long... shape) {
    String unique = fresh(name);
    graph.addInput(value(unique, type, shape));
    return unique;
  }

  /** Declares that {@code value} is the output, under the name it has. */
  public void output(String value, long... shape) {
    graph.addOutput(value(value, OnnxMl.TensorProto.DataType.FLOAT, shape));
  }

  private static OnnxMl.ValueInfoProto value(
      String name, OnnxMl.TensorProto.DataType type, long... shape) {
    OnnxMl.TensorShapeProto.Builder axes = OnnxMl.TensorShapeProto.newBuilder();
    for (long axis : shape) {
      axes.addDim(
          axis == BATCH
              ? OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("n")
              : OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(axis));
    }
    OnnxMl.TypeProto.Tensor tensor =
        OnnxMl.TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(axes).build();
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** Keeps a name for {@link #reserved}; nothing else gets it. */
  public void reserve(String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("the name '%s' is taken".formatted(name));
    }
  }

  private String fresh(String wish) {
    String name = wish;
    for (int i = 1; !names.add(name); i++) {
      name = wish + "_" + i;
    }
    return name;
  }

  /**
   * Adds a node and returns the name of its only output, which is {@code wish} where it is free.
   */
  public String node(
      String operator, String wish, List<String> inputs, OnnxMl.AttributeProto... attributes) {
    String output = fresh(wish);
    reserved(operator, output, inputs, attributes);
    return output;
  }

  /** Adds the node whose only output has a name that was reserved. */
  public void reserved(
      String operator, String name, List<String> inputs, OnnxMl.AttributeProto... attributes) {
    graph.addNode(
        OnnxMl.NodeProto.newBuilder()
            .setOpType(operator)
            .setName(name)
            .addAllInput(inputs)
            .addOutput(name)
            .addAllAttribute(Arrays.asList(attributes)));
  }

  /** Gives the node at {@code index} one more output and returns its name. */
  public String extraOutput(int index, String wish) {
    String name = fresh(wish);
    graph.getNodeBuilder(index).addOutput(name);
    return name;
  }

  /** A constant of 32-bit floats; no axes make it a scalar. */
  public String floats(String wish, float[] values, long... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return constant(wish, OnnxMl.TensorProto.DataType.FLOAT, bytes.array(), shape);
  }

  /** A constant scalar. */
  public String scalar(String wish, float value) {
    return floats(wish, new float[] {value});
  }

  /** A constant of 32-bit integers. */
  public String ints(String wish, int[] values, long... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return constant(wish, OnnxMl.TensorProto.DataType.INT32, bytes.array(), shape);
  }

  /** A constant list of 64-bit integers, as shapes and axes are written. */
  public String longs(String wish, long... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return constant(wish, OnnxMl.TensorProto.DataType.INT64, bytes.array(), values.length);
  }

  /** A constant of 8-bit numbers, signed or not. */
  public String bytes(String wish, boolean signed, byte[] values, long... shape) {
    return constant(
        wish,
        signed ? OnnxMl.TensorProto.DataType.INT8 : OnnxMl.TensorProto.DataType.UINT8,
        values,
        shape);
  }

  private String constant(
      String wish, OnnxMl.TensorProto.DataType type, byte[] raw, long... shape) {
    String name = fresh(wish);
    OnnxMl.TensorProto.Builder tensor =
        OnnxMl.TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(raw));
    Arrays.stream(shape).forEach(tensor::addDims);
    graph.addInitializer(tensor);
    return name;
  }

  /** An attribute that is a whole number. */
  public static OnnxMl.AttributeProto attribute(String name, long value) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  /** An attribute that is a list of whole numbers. */
  public static OnnxMl.AttributeProto attribute(String name, long[] values) {
    OnnxMl.AttributeProto.Builder attribute =
        OnnxMl.AttributeProto.newBuilder()
            .setName(name)
            .setType(OnnxMl.AttributeProto.AttributeType.INTS);
    Arrays.stream(values).forEach(attribute::addInts);
    return attribute.build();
  }

  /** An attribute that is a real number. */
  public static OnnxMl.AttributeProto attribute(String name, float value) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  /** An attribute that is a word. */
  public static OnnxMl.AttributeProto attribute(String name, String value) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  /** The graph as it stands. */
  public OnnxMl.GraphProto toGraph() {
    return graph.build();
  }

  /** The file's bytes; equal graphs give equal bytes. */
  public byte[] toBytes() {
    return OnnxMl.ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("retask")
        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPSET))
        .setGraph(graph)
        .build()
        .toByteArray();
  }
}

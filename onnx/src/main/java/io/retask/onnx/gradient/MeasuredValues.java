package io.retask.onnx.gradient;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.retask.RetaskException;
import io.retask.tensor.Shape;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The shape of every value in a graph, and the whole numbers that do not depend on the input. They
 * are measured: the graph runs with all its values as outputs, with two sizes of batch, and an axis
 * that differs is the batch's. So a file needs no stored shapes, and shapes that it computes while
 * it runs are known too.
 */
final class MeasuredValues {
  /** What an axis that grows with the batch has in the place of its length. */
  static final long BATCH = -1;

  private static final int MOST_NUMBERS = 64;
  private static final int[] FREE = {2, 3};
  private static final int[] FIXED = {1};

  private final Map<String, long[]> shapes = new HashMap<>();
  private final Map<String, Optional<long[]>> wholes = new HashMap<>();

  /**
   * Measures.
   *
   * @param input the only input of the graph
   * @param row the shape of one row of it
   * @param fixed whether the file takes one row only
   */
  static MeasuredValues of(OnnxMl.ModelProto model, String input, Shape row, boolean fixed) {
    MeasuredValues measured = new MeasuredValues();
    model.getGraph().getInitializerList().forEach(measured::initializer);
    byte[] bytes = allOutputs(model).toByteArray();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
      options.setIntraOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      try (OrtSession session = OrtEnvironment.getEnvironment().createSession(bytes, options)) {
        for (int rows : fixed ? FIXED : FREE) {
          measured.run(session, input, row, rows);
        }
      }
    } catch (OrtException e) {
      throw new RetaskException(
          "the shapes of '%s' cannot be measured: %s; export it again"
              .formatted(model.getGraph().getName(), e.getMessage()),
          e);
    }
    return measured;
  }

  private static OnnxMl.ModelProto allOutputs(OnnxMl.ModelProto model) {
    Set<String> names = new LinkedHashSet<>();
    model.getGraph().getNodeList().forEach(node -> names.addAll(node.getOutputList()));
    names.remove("");
    OnnxMl.GraphProto.Builder graph = model.getGraph().toBuilder().clearOutput();
    names.forEach(name -> graph.addOutput(OnnxMl.ValueInfoProto.newBuilder().setName(name)));
    return model.toBuilder().setGraph(graph).build();
  }

  private void initializer(OnnxMl.TensorProto tensor) {
    shapes.put(tensor.getName(), tensor.getDimsList().stream().mapToLong(d -> d).toArray());
    if (tensor.getDataType() != OnnxMl.TensorProto.DataType.INT64.getNumber()) {
      return;
    }
    LongBuffer raw =
        tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    long[] numbers = tensor.getInt64DataList().stream().mapToLong(d -> d).toArray();
    if (raw.hasRemaining()) {
      numbers = new long[raw.remaining()];
      raw.get(numbers);
    }
    wholes.put(tensor.getName(), Optional.of(numbers));
  }

  private void run(OrtSession session, String input, Shape row, int rows) throws OrtException {
    float[] values = new float[rows * row.size()];
    Arrays.fill(values, 0.5f);
    long[] shape = new long[row.rank() + 1];
    shape[0] = rows;
    for (int axis = 1; axis < shape.length; axis++) {
      shape[axis] = row.axis(axis - 1);
    }
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), FloatBuffer.wrap(values), shape);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      record(input, tensor);
      for (Map.Entry<String, OnnxValue> value : result) {
        if (value.getValue() instanceof OnnxTensor found) {
          record(value.getKey(), found);
        }
      }
    }
  }

  private void record(String name, OnnxTensor tensor) {
    TensorInfo info = tensor.getInfo();
    long[] shape = info.getShape();
    shapes.merge(name, shape, MeasuredValues::together);
    if (info.type == OnnxJavaType.INT64 && info.getNumElements() <= MOST_NUMBERS) {
      long[] numbers = new long[(int) info.getNumElements()];
      tensor.getLongBuffer().get(numbers);
      wholes.merge(
          name,
          Optional.of(numbers),
          (a, b) -> a.filter(known -> Arrays.equals(known, b.orElseThrow())));
    }
  }

  private static long[] together(long[] first, long[] second) {
    if (first.length != second.length) {
      return second;
    }
    long[] both = first.clone();
    for (int axis = 0; axis < both.length; axis++) {
      both[axis] = first[axis] == second[axis] ? first[axis] : BATCH;
    }
    return both;
  }

  /** The lengths of the axes, {@link #BATCH} for one that grows with the batch; a copy. */
  long[] shape(String value) {
    long[] shape = shapes.get(value);
    if (shape == null) {
      throw new IllegalArgumentException("no value '%s' was measured".formatted(value));
    }
    return shape.clone();
  }

  /** The few whole numbers of a value that is the same for every batch. */
  Optional<long[]> wholes(String value) {
    return wholes.getOrDefault(value, Optional.empty()).map(long[]::clone);
  }
}

package io.retask.bench;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.retask.blackbox.description.BoxInput;
import io.retask.blackbox.description.ElementType;
import io.retask.onnx.OnnxBox;
import io.retask.onnx.OnnxOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * ONNX Runtime and nothing else: the same session, threads and batches as the box, inputs that were
 * made before the clock starts, and answers that are read and forgotten.
 */
final class BareEngine implements AutoCloseable {
  private final OnnxOptions options;
  private final Network network;
  private final OrtSession session;
  private final List<List<OnnxTensor>> inputs = new ArrayList<>();
  private final ExecutorService callers;

  /**
   * With the rows that a box of these options runs together.
   *
   * @param images how many different images it is shown, over and over; one image again and again
   *     would never leave the processor's cache
   */
  static BareEngine asTheBox(Network network, OnnxOptions options, int images) throws OrtException {
    return new BareEngine(
        network,
        new OnnxOptions(
            options.concurrency(),
            options.threadsPerQuery(),
            OnnxBox.rowsAtOnce(network.description().input().shape())),
        images);
  }

  BareEngine(Network network, OnnxOptions options, int images) throws OrtException {
    this.network = network;
    this.options = options;
    this.callers = Executors.newFixedThreadPool(options.concurrency());
    try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
      settings.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      settings.setIntraOpNumThreads(options.threadsPerQuery());
      settings.setInterOpNumThreads(1);
      settings.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      session = OrtEnvironment.getEnvironment().createSession(network.model().toString(), settings);
    }
    int batches = Math.max(1, images / (options.concurrency() * options.maxBatch()));
    for (int caller = 0; caller < options.concurrency(); caller++) {
      List<OnnxTensor> own = new ArrayList<>();
      for (int batch = 0; batch < batches; batch++) {
        own.add(input(network.description().input(), options.maxBatch(), inputs.size() + batch));
      }
      inputs.add(own);
    }
  }

  private static OnnxTensor input(BoxInput input, int rows, int seed) throws OrtException {
    long[] shape = new long[input.shape().rank() + 1];
    shape[0] = rows;
    for (int axis = 1; axis < shape.length; axis++) {
      shape[axis] = input.boxShape().axis(axis - 1);
    }
    boolean narrow = input.type() == ElementType.UINT8;
    int values = rows * input.shape().size();
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(narrow ? values : Float.BYTES * values)
            .order(ByteOrder.nativeOrder());
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < values; i++) {
      if (narrow) {
        bytes.put(i, (byte) random.nextInt());
      } else {
        bytes.putFloat(Float.BYTES * i, (float) (2 * random.nextDouble() - 1));
      }
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    return narrow
        ? OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.UINT8)
        : OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), shape);
  }

  /** Asks for at least that many images. */
  void run(long images) {
    AtomicLong left = new AtomicLong(images);
    List<Future<?>> running = new ArrayList<>();
    for (List<OnnxTensor> own : inputs) {
      running.add(callers.submit(() -> ask(own, left)));
    }
    for (Future<?> caller : running) {
      try {
        caller.get();
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException("the engine failed: " + e.getMessage(), e);
      }
    }
  }

  private Object ask(List<OnnxTensor> own, AtomicLong left) throws OrtException {
    String name = network.description().input().name();
    float[] answers = new float[0];
    for (int batch = 0; left.getAndAdd(-options.maxBatch()) > 0; batch++) {
      Map<String, OnnxTensor> input = Map.of(name, own.get(batch % own.size()));
      try (OrtSession.Result result = session.run(input)) {
        FloatBuffer answer = ((OnnxTensor) result.get(0)).getFloatBuffer();
        answers = answers.length == 0 ? new float[answer.remaining()] : answers;
        answer.get(answers);
      }
    }
    return answers;
  }

  @Override
  public void close() throws OrtException {
    callers.shutdown();
    inputs.forEach(own -> own.forEach(OnnxTensor::close));
    session.close();
  }
}

package io.retask.onnx.gradient;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.retask.RetaskException;
import io.retask.blackbox.BlackBoxFailure;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.GlassBox;
import io.retask.blackbox.QueryPlaces;
import io.retask.blackbox.Scores;
import io.retask.blackbox.description.BoxDescription;
import io.retask.onnx.OnnxBox;
import io.retask.onnx.OnnxOptions;
import io.retask.tensor.TensorBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A glass box that is an ONNX file. Scores come from an {@link OnnxBox}; for the gradient the file
 * runs in a second session, forwards and backwards at once. A batch answers as its rows do one by
 * one within 1e-4 of the gradient's range.
 *
 * <p>Threads and memory are treated as by {@link OnnxBox}: more threads than the spec's concurrency
 * wait, and {@link #close} waits for the queries under way.
 */
public final class OnnxGlassBox implements GlassBox {
  /** Few rows at once keep the values between the layers, all of which wait, in the cache. */
  private static final int ROWS_AT_ONCE = 4;

  private final OnnxBox box;
  private final GradientGraph graph;
  private final OrtSession session;
  private final QueryPlaces<GradientSlot> places;

  private OnnxGlassBox(OnnxBox box, GradientGraph graph, OrtSession session) {
    this.box = box;
    this.graph = graph;
    this.session = session;
    BlackBoxSpec spec = box.spec();
    places =
        new QueryPlaces<>(
            spec.name(),
            Stream.generate(
                    () -> new GradientSlot(rowsAtOnce(), spec.input().size(), spec.classes()))
                .limit(spec.concurrency())
                .toList());
  }

  /**
   * Opens a described file of real numbers.
   *
   * @param name what people call the box
   * @param model the ONNX file, of opset 13 or later
   * @param description what it takes and answers
   * @param options how much of the machine to use
   * @throws RetaskException if {@link OnnxBox#open} does not open it, or if an operator between its
   *     input and its scores has no gradient rule; quantised files have none
   */
  public static OnnxGlassBox open(
      String name, Path model, BoxDescription description, OnnxOptions options) {
    OnnxBox box = OnnxBox.open(name, model, description, options);
    try {
      GradientGraph graph = GradientGraph.of(Files.readAllBytes(model), description);
      return new OnnxGlassBox(box, graph, session(model, graph, options));
    } catch (IOException e) {
      box.close();
      throw new RetaskException(
          "the model %s cannot be read (%s); put it there again".formatted(model, e), e);
    } catch (RuntimeException e) {
      box.close();
      throw e;
    }
  }

  private static OrtSession session(Path model, GradientGraph graph, OnnxOptions options) {
    try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
      settings.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      settings.setIntraOpNumThreads(options.threadsPerQuery());
      settings.setInterOpNumThreads(1);
      settings.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      return OrtEnvironment.getEnvironment().createSession(graph.model().toByteArray(), settings);
    } catch (OrtException e) {
      throw new RetaskException(
          "the gradient of %s does not run: %s; use a method that needs no gradient"
              .formatted(model, e.getMessage()),
          e);
    }
  }

  private int rowsAtOnce() {
    return graph.fixed() ? 1 : Math.min(ROWS_AT_ONCE, box.spec().maxBatch());
  }

  @Override
  public BlackBoxSpec spec() {
    return box.spec();
  }

  @Override
  public Scores query(TensorBatch inputs) {
    return box.query(inputs);
  }

  @Override
  public TensorBatch gradient(TensorBatch inputs, float[] cotangent) {
    spec().check(inputs, cotangent);
    return places.answer(slot -> run(slot, inputs, cotangent));
  }

  private TensorBatch run(GradientSlot slot, TensorBatch inputs, float[] cotangent) {
    TensorBatch gradient = TensorBatch.allocate(inputs.shape(), inputs.count());
    try {
      for (int from = 0; from < inputs.count(); from += rowsAtOnce()) {
        int to = Math.min(inputs.count(), from + rowsAtOnce());
        int classes = spec().classes();
        int numbers = (to - from) * classes;
        try (OnnxTensor rows = slot.rows(inputs, from, to);
            OnnxTensor upstream =
                slot.cotangents(cotangent, from * classes, numbers, graph.scores(), to - from);
            OrtSession.Result result =
                session.run(
                    Map.of(graph.rows(), rows, graph.cotangent(), upstream),
                    Set.of(graph.gradient()))) {
          int values = (to - from) * inputs.shape().size();
          ((OnnxTensor) result.get(0))
              .getFloatBuffer()
              .get(gradient.values(), gradient.offset(from), values);
        }
      }
    } catch (OrtException e) {
      throw new BlackBoxFailure(
          "the gradient of '%s' failed on a batch of %s: %s"
              .formatted(spec().name(), inputs, e.getMessage()),
          false,
          e);
    }
    return gradient;
  }

  @Override
  public void close() {
    places.close(
        () -> {
          box.close();
          close(session);
        });
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new RetaskException("ONNX Runtime did not free a session: " + e.getMessage(), e);
    }
  }
}

package io.retask.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.retask.RetaskException;
import io.retask.artifact.Sha256;
import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxFailure;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.QueryPlaces;
import io.retask.blackbox.Scores;
import io.retask.blackbox.Visibility;
import io.retask.blackbox.description.BoxDescription;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A box that is an ONNX file. A batch answers as its rows do one by one within 1e-4 of the score's
 * range.
 *
 * <p>Every query under way has a slot with its own direct buffer; more threads than slots wait.
 * {@link #close} waits for the queries under way and then frees all native memory.
 */
public final class OnnxBox implements BlackBox {
  /**
   * Rows of a query run through the engine together as far as their inputs stay below this.
   * Measured (docs/benchmarks.md): then the values between the layers stay near the processor.
   */
  private static final int BYTES_AT_ONCE = 1 << 20;

  /** More rows at a time were no faster, however small. */
  private static final int MOST_AT_ONCE = 8;

  /**
   * A query holds no more than this, or one row where that is larger: workers that make queries
   * ahead keep one each in memory.
   */
  private static final int QUERY_BYTES = 8 << 20;

  private final BlackBoxSpec spec;
  private final String outputName;
  private final Set<String> asked;
  private final String inputName;
  private final OrtSession session;
  private final int together;
  private final List<Slot> slots;
  private final QueryPlaces<Slot> places;

  private OnnxBox(BlackBoxSpec spec, BoxDescription description, OrtSession session) {
    this.spec = spec;
    this.session = session;
    inputName = description.input().name();
    outputName = description.output().name();
    asked = Set.of(outputName);
    RowPacker packer = new RowPacker(description.input());
    together = Math.min(rowsAtOnce(spec.input()), spec.maxBatch());
    slots =
        Stream.generate(
                () ->
                    new Slot(
                        OrtEnvironment.getEnvironment(), description.input(), packer, together))
            .limit(spec.concurrency())
            .toList();
    places = new QueryPlaces<>(spec.name(), slots);
  }

  /**
   * Opens a described file.
   *
   * @param name what people call the box
   * @param model the ONNX file
   * @param description what it takes and answers; limits stated there win over the options
   * @param options how much of the machine to use
   * @throws RetaskException if the file is missing, has another digest, is no ONNX model, or takes
   *     or answers other shapes than described
   */
  public static OnnxBox open(
      String name, Path model, BoxDescription description, OnnxOptions options) {
    ByteBuffer bytes = read(model);
    String digest = Sha256.of(bytes);
    description.sha256().ifPresent(stated -> same(model, stated, digest));
    if (description.output().visibility() != Visibility.FULL) {
      throw new RetaskException(
          "'%s' is a file, which tells all its scores, but output.visibility is %s; set it to full"
              .formatted(description.file(), description.output().visibility()));
    }
    OrtSession session = session(model, bytes, options);
    try {
      int most = new Signature(session, description).check();
      return new OnnxBox(spec(name, digest, description, options, most), description, session);
    } catch (OrtException e) {
      close(session);
      throw new RetaskException("'%s' hides its tensors: %s".formatted(model, e.getMessage()), e);
    } catch (RuntimeException e) {
      close(session);
      throw e;
    }
  }

  private static ByteBuffer read(Path model) {
    try {
      byte[] bytes = Files.readAllBytes(model);
      return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    } catch (IOException e) {
      throw new RetaskException(
          "the model %s cannot be read (%s); put it there or correct 'file' in its description"
              .formatted(model, e),
          e);
    }
  }

  private static void same(Path model, String stated, String actual) {
    if (!stated.equals(actual)) {
      throw new RetaskException(
          "%s has sha256 %s, but its description says %s; fetch the file again or correct sha256"
              .formatted(model, actual, stated));
    }
  }

  private static OrtSession session(Path model, ByteBuffer bytes, OnnxOptions options) {
    try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
      settings.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      settings.setIntraOpNumThreads(options.threadsPerQuery());
      settings.setInterOpNumThreads(1);
      // what fails is thrown with its text; it need not be printed as well
      settings.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      // the slow kernels halve the speed of 8-bit networks and are needed without VNNI only
      settings.addConfigEntry(
          "session.x64quantprecision", Processor.addsBytesExactly() ? "0" : "1");
      return OrtEnvironment.getEnvironment().createSession(bytes, settings);
    } catch (OrtException e) {
      throw new RetaskException(
          "%s is not a model that ONNX Runtime runs: %s; export it again or name another file"
              .formatted(model, e.getMessage()),
          e);
    }
  }

  private static BlackBoxSpec spec(
      String name, String digest, BoxDescription description, OnnxOptions options, int most) {
    return new BlackBoxSpec(
        name,
        Sha256.of(digest + "|" + description.canonical()),
        description.input().shape(),
        description.output().labels(),
        description.output().scores(),
        description.output().visibility(),
        Math.min(most, description.limits().maxBatch().orElse(rows(description, options))),
        description.limits().concurrency().orElse(options.concurrency()),
        true,
        description.price());
  }

  private static int rows(BoxDescription description, OnnxOptions options) {
    int together = rowsAtOnce(description.input().shape());
    int fitting = QUERY_BYTES / bytes(description.input().shape()) / together * together;
    return Math.min(options.maxBatch(), Math.max(together, fitting));
  }

  private static int bytes(Shape row) {
    return Math.multiplyExact(Float.BYTES, row.size());
  }

  /** How many rows of that shape run through the engine together, at least 1. */
  public static int rowsAtOnce(Shape row) {
    return Math.max(1, Math.min(MOST_AT_ONCE, BYTES_AT_ONCE / bytes(row)));
  }

  @Override
  public BlackBoxSpec spec() {
    return spec;
  }

  @Override
  public Scores query(TensorBatch inputs) {
    spec.check(inputs);
    return places.answer(slot -> run(slot, inputs));
  }

  private Scores run(Slot slot, TensorBatch inputs) {
    float[] values = new float[inputs.count() * spec.classes()];
    for (int from = 0; from < inputs.count(); from += together) {
      int to = Math.min(inputs.count(), from + together);
      run(slot, inputs, from, to, values);
    }
    return Scores.wrap(inputs.count(), spec.classes(), spec.scoreKind(), values);
  }

  private void run(Slot slot, TensorBatch inputs, int from, int to, float[] values) {
    try (OrtSession.Result result =
        session.run(Map.of(inputName, slot.fill(inputs, from, to)), asked)) {
      FloatBuffer answer = ((OnnxTensor) result.get(0)).getFloatBuffer();
      int expected = (to - from) * spec.classes();
      if (answer.remaining() != expected) {
        throw new BlackBoxFailure(
            "'%s' answered %d rows with %d numbers, but %d labels are described"
                .formatted(spec.name(), to - from, answer.remaining(), spec.classes()),
            false,
            null);
      }
      answer.get(values, from * spec.classes(), expected);
    } catch (OrtException e) {
      throw new BlackBoxFailure(
          "'%s' failed on a batch of %s: %s".formatted(spec.name(), inputs, e.getMessage()),
          false,
          e);
    }
  }

  @Override
  public void close() {
    places.close(
        () -> {
          slots.forEach(Slot::close);
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

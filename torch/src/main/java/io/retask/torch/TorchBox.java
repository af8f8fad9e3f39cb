package io.retask.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.retask.RetaskException;
import io.retask.blackbox.BlackBoxFailure;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.GlassBox;
import io.retask.blackbox.QueryPlaces;
import io.retask.blackbox.Scores;
import io.retask.blackbox.Visibility;
import io.retask.blackbox.description.BoxDescription;
import io.retask.tensor.TensorBatch;
import java.util.Collections;

/**
 * A box that is a TorchScript file, run by libtorch; its gradient is that of libtorch. A batch
 * answers as its rows do one by one within 1e-4 of the score's range.
 *
 * <p>One query uses all cores, so more threads than the spec's concurrency wait. {@link #close}
 * waits for the queries under way and then frees all native memory.
 */
public final class TorchBox implements GlassBox {
  /** More rows at once than this cost memory, up to 4 GB for 32, and no time is won. */
  static final int ROWS_AT_ONCE = 8;

  private static final int MAX_BATCH = 32;
  private final BlackBoxSpec spec;
  private final InputPacking packing;
  private final ScriptModule module;
  private final QueryPlaces<ScriptModule> places;

  private TorchBox(BlackBoxSpec spec, InputPacking packing, ScriptModule module) {
    this.spec = spec;
    this.packing = packing;
    this.module = module;
    places = new QueryPlaces<>(spec.name(), Collections.nCopies(spec.concurrency(), module));
  }

  /**
   * Opens a file.
   *
   * @throws RetaskException if it is no TorchScript network, or takes or answers other shapes than
   *     described
   */
  static TorchBox open(TorchFile file) {
    BoxDescription description = file.description();
    if (description.output().visibility() != Visibility.FULL) {
      throw new RetaskException(
          "'%s' is a file, which tells all its scores, but output.visibility is %s; set it to full"
              .formatted(file.path(), description.output().visibility()));
    }
    byte[] bytes = file.read();
    InputPacking packing = new InputPacking(description.input());
    ScriptModule module = ScriptModule.load(file.path().toString(), bytes);
    TorchBox box = new TorchBox(spec(file, bytes), packing, module);
    try {
      box.query(TensorBatch.allocate(description.input().shape(), 1));
      return box;
    } catch (BlackBoxFailure failure) {
      box.close();
      throw new RetaskException(
          "%s; correct its description".formatted(failure.getMessage()), failure);
    } catch (RuntimeException failure) {
      box.close();
      throw failure;
    }
  }

  private static BlackBoxSpec spec(TorchFile file, byte[] bytes) {
    BoxDescription description = file.description();
    return new BlackBoxSpec(
        file.name(),
        TorchFile.fingerprint(bytes, description),
        description.input().shape(),
        description.output().labels(),
        description.output().scores(),
        description.output().visibility(),
        description.limits().maxBatch().orElse(MAX_BATCH),
        description.limits().concurrency().orElse(1),
        true,
        description.price());
  }

  @Override
  public BlackBoxSpec spec() {
    return spec;
  }

  @Override
  public Scores query(TensorBatch inputs) {
    spec.check(inputs);
    float[] values = new float[inputs.count() * spec.classes()];
    return places.answer(
        unused -> {
          chunks(inputs, (from, to) -> scores(inputs, from, to, values));
          return Scores.wrap(inputs.count(), spec.classes(), spec.scoreKind(), values);
        });
  }

  private void scores(TensorBatch inputs, int from, int to, float[] into) {
    try (NDManager scope = module.scope().newSubManager()) {
      NDArray scores = module.forward(packed(scope, inputs, from, to), false);
      float[] told = checked(scores, to - from).toFloatArray();
      System.arraycopy(told, 0, into, from * spec.classes(), told.length);
    }
  }

  private NDArray packed(NDManager scope, TensorBatch inputs, int from, int to) {
    return ScriptModule.rows(
        scope, packing.pack(inputs, from, to), to - from, packing.packedShape());
  }

  private NDArray checked(NDArray scores, int rows) {
    if (scores.size() != (long) rows * spec.classes()) {
      throw new BlackBoxFailure(
          "'%s' answered %d rows with %s numbers, but %d labels are described"
              .formatted(spec.name(), rows, scores.getShape(), spec.classes()),
          false,
          null);
    }
    return scores;
  }

  @Override
  public TensorBatch gradient(TensorBatch inputs, float[] cotangent) {
    spec.check(inputs, cotangent);
    TensorBatch gradient = TensorBatch.allocate(inputs.shape(), inputs.count());
    return places.answer(
        unused -> {
          chunks(inputs, (from, to) -> gradient(inputs, cotangent, from, to, gradient));
          return gradient;
        });
  }

  private void gradient(TensorBatch inputs, float[] cotangent, int from, int to, TensorBatch into) {
    int classes = spec.classes();
    float[] upstream = new float[(to - from) * classes];
    System.arraycopy(cotangent, from * classes, upstream, 0, upstream.length);
    try (NDManager scope = module.scope().newSubManager()) {
      NDArray rows = packed(scope, inputs, from, to);
      rows.setRequiresGradient(true);
      NDArray scores = checked(module.forward(rows, true), to - from);
      ScriptModule.backward(scores, scope.create(upstream, scores.getShape()));
      try (NDArray gradient = rows.getGradient()) {
        packing.pullBack(gradient.toFloatArray(), into, from);
      }
    }
  }

  @FunctionalInterface
  private interface Chunk {
    void run(int from, int to);
  }

  private void chunks(TensorBatch inputs, Chunk chunk) {
    try {
      for (int from = 0; from < inputs.count(); from += ROWS_AT_ONCE) {
        chunk.run(from, Math.min(inputs.count(), from + ROWS_AT_ONCE));
      }
    } catch (EngineException | IllegalStateException failure) {
      throw new BlackBoxFailure(
          "'%s' failed on a batch of %s: %s"
              .formatted(spec.name(), inputs, ScriptModule.firstLine(failure)),
          false,
          failure);
    }
  }

  @Override
  public void close() {
    places.close(module::close);
  }
}

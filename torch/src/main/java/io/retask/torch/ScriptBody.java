package io.retask.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.retask.RetaskException;
import io.retask.tensor.TensorBatch;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A TorchScript network without its last layer. It stays in the mode in which it was saved, so
 * batch normalisation keeps its averages while the weights learn: with few examples those of a
 * mini-batch would be worse.
 */
final class ScriptBody implements Body {
  private final ScriptModule module;
  private final InputPacking packing;
  private final SortedMap<String, NDArray> learned;
  private final int count;

  private ScriptBody(ScriptModule module, InputPacking packing, TensorBatch blank) {
    this.module = module;
    this.packing = packing;
    learned = new TreeMap<>();
    try (NDManager own = module.scope().newSubManager()) {
      NDArray features = features(own, blank, false);
      if (features.getShape().dimension() != 2) {
        throw new RetaskException(
            "the features of a network are n x p, but these are " + features.getShape());
      }
      count = Math.toIntExact(features.getShape().get(1));
      learned.putAll(reached(own, blank));
    }
  }

  /** Opens the network of a file. */
  static ScriptBody open(ScriptStructure structure) {
    TorchArchive archive = TorchArchive.read(structure.file());
    String name = structure.file().toString();
    byte[] cut =
        archive.with(DeclaredWeights.in(LastLayer.removed(name, archive.code(), archive.root())));
    ScriptModule module = ScriptModule.load(name, cut);
    try {
      TensorBatch blank = TensorBatch.allocate(structure.inputShape(), 1);
      return new ScriptBody(module, new InputPacking(structure.input()), blank);
    } catch (RuntimeException failure) {
      module.close();
      throw failure;
    }
  }

  /** The weights that the features depend on; those of the layer that went are not among them. */
  private SortedMap<String, NDArray> reached(NDManager own, TensorBatch blank) {
    SortedMap<String, NDArray> weights = module.parameters();
    weights.values().removeIf(weight -> weight.getDataType() != DataType.FLOAT32);
    weights.values().forEach(weight -> weight.setRequiresGradient(true));
    if (!weights.isEmpty()) {
      NDArray features = features(own, blank, true);
      ScriptModule.backward(features, features.onesLike());
    }
    weights.values().removeIf(weight -> !Gradients.arrived(weight));
    module.parameters().values().forEach(weight -> weight.setRequiresGradient(false));
    weights.values().forEach(Gradients::clear);
    return weights;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public NDManager scope() {
    return module.scope();
  }

  @Override
  public int rowsAtOnce() {
    return TorchBox.ROWS_AT_ONCE;
  }

  @Override
  public NDArray features(NDManager scope, TensorBatch rows, boolean learning) {
    NDArray packed =
        ScriptModule.rows(
            scope, packing.pack(rows, 0, rows.count()), rows.count(), packing.packedShape());
    return module.forward(packed, learning);
  }

  @Override
  public SortedMap<String, NDArray> learned() {
    return learned;
  }

  @Override
  public SortedMap<String, NDArray> state() {
    return learned;
  }

  /** All declared parameters, those of the layer that went among them. */
  SortedMap<String, NDArray> declared() {
    return module.parameters();
  }

  @Override
  public void close() {
    module.close();
  }
}

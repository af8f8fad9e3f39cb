package io.retask.torch;

import ai.djl.ndarray.NDManager;
import io.retask.artifact.FeatureMap;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What goes into the last layer of a network, as features of a model. The network is loaded when it
 * is first asked; its native memory goes when this object does.
 */
public final class NetworkFeatures implements FeatureMap {
  private final Structure structure;
  private final int count;
  private final SortedMap<String, TensorBatch> weights;
  private @Nullable Body body;

  /**
   * A network.
   *
   * @param count its features, p
   * @param weights those that learning changed; the others are as the structure has them
   */
  NetworkFeatures(Structure structure, int count, SortedMap<String, TensorBatch> weights) {
    this.structure = structure;
    this.count = count;
    this.weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
  }

  /** One thread for all that are ever loaded; it is made with the first of them. */
  private static final class Sweeper {
    private static final Cleaner CLEANER = Cleaner.create();

    static void watch(NetworkFeatures owner, Body body) {
      CLEANER.register(owner, body::close);
    }
  }

  Structure structure() {
    return structure;
  }

  SortedMap<String, TensorBatch> weights() {
    return weights;
  }

  @Override
  public Shape inputShape() {
    return structure.inputShape();
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public TensorBatch of(TensorBatch inputs) {
    try {
      return of(loaded(), inputs);
    } finally {
      // without this the network may be freed while it runs: nobody else may hold these features
      Reference.reachabilityFence(this);
    }
  }

  /** The features of some rows, a few at a time. */
  static TensorBatch of(Body body, TensorBatch inputs) {
    TensorBatch all = TensorBatch.allocate(Shape.of(body.count()), inputs.count());
    for (int from = 0; from < inputs.count(); from += TorchBox.ROWS_AT_ONCE) {
      int to = Math.min(inputs.count(), from + TorchBox.ROWS_AT_ONCE);
      try (NDManager scope = body.scope().newSubManager()) {
        float[] some = body.features(scope, inputs.rows(from, to), false).toFloatArray();
        System.arraycopy(some, 0, all.values(), all.offset(from), some.length);
      }
    }
    return all;
  }

  private synchronized Body loaded() {
    if (body == null) {
      Body opened = structure.open();
      try {
        Weights.restore(weights, opened.state());
      } catch (IllegalArgumentException foreign) {
        opened.close();
        throw foreign;
      }
      Sweeper.watch(this, opened);
      body = opened;
    }
    return body;
  }
}

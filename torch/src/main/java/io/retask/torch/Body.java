package io.retask.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.retask.tensor.TensorBatch;
import java.util.SortedMap;

/** A network without its last layer, loaded: rows go in, features come out, weights can learn. */
interface Body extends AutoCloseable {
  /** How many features a row has, p. */
  int count();

  /** Where its native memory lives. */
  NDManager scope();

  /** How many rows run together while it learns. */
  int rowsAtOnce();

  /**
   * The features of some rows, n x p, in the given scope.
   *
   * @param learning whether what is done can be differentiated by the weights
   */
  NDArray features(NDManager scope, TensorBatch rows, boolean learning);

  /** The weights that a gradient changes, by name; the arrays are those of the network itself. */
  SortedMap<String, NDArray> learned();

  /** All that learning changes, by name: the weights, and averages that follow the data. */
  SortedMap<String, NDArray> state();

  @Override
  void close();
}

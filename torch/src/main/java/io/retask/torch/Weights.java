package io.retask.torch;

import ai.djl.ndarray.NDArray;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Copies weights out of a loaded network and back into one. */
final class Weights {
  private Weights() {}

  /** A copy of the numbers, by name; each batch holds one row. */
  static SortedMap<String, TensorBatch> copy(Map<String, NDArray> arrays) {
    SortedMap<String, TensorBatch> copy = new TreeMap<>();
    arrays.forEach(
        (name, array) -> {
          long[] axes = array.getShape().getShape();
          Shape shape =
              axes.length == 0
                  ? Shape.of(1)
                  : Shape.of(Arrays.stream(axes).mapToInt(Math::toIntExact).toArray());
          copy.put(name, TensorBatch.wrap(shape, 1, array.toFloatArray()));
        });
    return copy;
  }

  /**
   * Writes numbers over those of a loaded network.
   *
   * @throws IllegalArgumentException if names or sizes are others than the network's
   */
  static void restore(SortedMap<String, TensorBatch> numbers, Map<String, NDArray> arrays) {
    numbers.forEach(
        (name, tensor) -> {
          NDArray array = arrays.get(name);
          if (array == null || array.size() != tensor.values().length) {
            throw new IllegalArgumentException(
                "the weight '%s' of %s is not one of the network".formatted(name, tensor.shape()));
          }
          array.set(tensor.values());
        });
  }
}

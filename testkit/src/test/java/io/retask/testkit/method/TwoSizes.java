package io.retask.testkit.method;

import io.retask.data.Dataset;
import io.retask.data.Example;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import io.retask.testkit.train.MemoryDataset;
import java.util.List;

/** Examples of 1x6x6 that are also there as 1x3x3, by every other pixel. */
final class TwoSizes implements Dataset {
  private static final Shape HALF = Shape.of(1, 3, 3);
  private final MemoryDataset full;

  TwoSizes(MemoryDataset full) {
    this.full = full;
  }

  @Override
  public String name() {
    return full.name();
  }

  @Override
  public List<Example> examples() {
    return full.examples();
  }

  @Override
  public List<String> classes() {
    return full.classes();
  }

  @Override
  public List<String> skipped() {
    return full.skipped();
  }

  @Override
  public String digest() {
    return full.digest();
  }

  @Override
  public TensorSource tensors(int[] rows, Shape shape) {
    if (!shape.equals(HALF)) {
      return full.tensors(rows, shape);
    }
    TensorBatch large = full.tensors(rows, Course.BOX).all();
    TensorBatch small = TensorBatch.allocate(HALF, rows.length);
    for (int i = 0; i < small.values().length; i++) {
      int row = i / 9;
      small.values()[i] = large.values()[row * 36 + i % 9 / 3 * 12 + i % 3 * 2];
    }
    return TensorSource.of(small);
  }
}

package io.retask.testkit.train;

import io.retask.data.Dataset;
import io.retask.data.Example;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import io.retask.testkit.blackbox.SeededDraw;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Seeded examples in memory: row i is of class i modulo C, and brighter where its class is higher.
 * Remembers which rows were read.
 */
public final class MemoryDataset implements Dataset {
  private final Shape shape;
  private final int classes;
  private final TensorBatch all;
  private final List<Example> examples;
  private final Set<Integer> read = new TreeSet<>();

  /** A data set of {@code count} examples of one shape in {@code classes} classes. */
  public MemoryDataset(Shape shape, int count, int classes) {
    this.shape = shape;
    this.classes = classes;
    this.all = SeededDraw.batch(shape, count, 77);
    for (int i = 0; i < all.values().length; i++) {
      int label = i / shape.size() % classes;
      all.values()[i] = (all.values()[i] + 2 * label) / (2 * classes);
    }
    this.examples =
        IntStream.range(0, count)
            .mapToObj(i -> "row-" + i)
            .map(id -> new Example(id, label(id), id, id, Example.Part.ANY))
            .toList();
  }

  private String label(String id) {
    return classes().get(Integer.parseInt(id.substring(4)) % classes);
  }

  /** The rows whose tensors were asked for, ascending. */
  public Set<Integer> read() {
    return read;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Example> examples() {
    return examples;
  }

  @Override
  public List<String> classes() {
    return IntStream.range(0, classes).mapToObj(i -> "class-" + i).toList();
  }

  @Override
  public List<String> skipped() {
    return List.of();
  }

  @Override
  public String digest() {
    return "memory:%s:%d:%d".formatted(shape, examples.size(), classes);
  }

  @Override
  public TensorSource tensors(int[] rows, Shape wanted) {
    if (!wanted.equals(shape)) {
      throw new IllegalArgumentException("'memory' holds %s, not %s".formatted(shape, wanted));
    }
    IntStream.of(rows).forEach(read::add);
    return TensorSource.of(all.rows(rows));
  }
}

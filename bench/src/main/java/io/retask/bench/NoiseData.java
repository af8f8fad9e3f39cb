package io.retask.bench;

import io.retask.data.Dataset;
import io.retask.data.Example;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Pictures of noise in memory, in ten classes by turns, or as many as the box has labels. */
final class NoiseData implements Dataset {
  private static final int CLASSES = 10;
  private final TensorBatch all;
  private final int targets;

  NoiseData(Shape shape, int count, int sources) {
    targets = Math.min(CLASSES, sources);
    all = TensorBatch.allocate(shape, count);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < all.values().length; i++) {
      all.values()[i] = random.nextInt(256) / 255f;
    }
  }

  @Override
  public String name() {
    return "noise";
  }

  @Override
  public List<Example> examples() {
    return IntStream.range(0, all.count())
        .mapToObj(i -> "noise-" + i)
        .map(id -> new Example(id, "class-0", id, id, Example.Part.ANY))
        .toList();
  }

  @Override
  public List<String> classes() {
    return IntStream.range(0, targets).mapToObj(i -> "class-" + i).toList();
  }

  @Override
  public List<String> skipped() {
    return List.of();
  }

  @Override
  public String digest() {
    return "noise:" + all;
  }

  @Override
  public TensorSource tensors(int[] rows, Shape shape) {
    return TensorSource.of(all.rows(rows));
  }

  @Override
  public int[] classesOf(int[] rows) {
    return IntStream.of(rows).map(row -> row % targets).toArray();
  }
}

package io.retask.data;

import io.retask.data.Example.Part;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Examples without contents, for tests of how they are divided. */
final class ListedData implements Dataset {
  private final List<Example> examples = new ArrayList<>();

  /** Adds so many rows of a class, each in a group and with a content of its own. */
  ListedData add(String label, int rows) {
    for (int i = 0; i < rows; i++) {
      String id = label + "/" + examples.size();
      add(label, id, id, Part.ANY);
    }
    return this;
  }

  ListedData add(String label, String group, String content, Part part) {
    examples.add(new Example("row" + examples.size(), label, group, content, part));
    return this;
  }

  @Override
  public String name() {
    return "listed";
  }

  @Override
  public List<Example> examples() {
    return examples;
  }

  @Override
  public List<String> classes() {
    TreeSet<String> names = new TreeSet<>(NaturalOrder.INSTANCE);
    examples.forEach(example -> names.add(example.label()));
    return List.copyOf(names);
  }

  @Override
  public List<String> skipped() {
    return List.of();
  }

  @Override
  public String digest() {
    return "none";
  }

  @Override
  public TensorSource tensors(int[] rows, Shape shape) {
    return TensorSource.of(TensorBatch.allocate(shape, rows.length));
  }
}

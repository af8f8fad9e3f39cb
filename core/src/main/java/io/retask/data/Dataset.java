package io.retask.data;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Labelled examples, and the tensors behind them. */
public interface Dataset {
  /** What people call it. */
  String name();

  /** The examples in a fixed order that does not depend on the file system. */
  List<Example> examples();

  /** The names of the classes, sorted as people expect; C of them. */
  List<String> classes();

  /**
   * Files that are not used, each with the reason: those that are no pictures, and pictures that
   * cannot be read where those are to be left out instead of refused.
   */
  List<String> skipped();

  /** How often each natural size occurs, such as "200x150", the commonest first; may be empty. */
  default Map<String, Integer> naturalSizes() {
    return Map.of();
  }

  /** A digest of ids, labels, groups, parts and contents, in order. */
  String digest();

  /**
   * The tensors of some examples, in [0,1], brought to a shape (pictures are resized). Decoded when
   * asked for.
   *
   * @param rows indices into {@link #examples}
   */
  TensorSource tensors(int[] rows, Shape shape);

  /** The class of some examples, as indices into {@link #classes}. */
  default int[] classesOf(int[] rows) {
    return IntStream.of(rows).map(row -> classes().indexOf(examples().get(row).label())).toArray();
  }

  /**
   * What some examples may not be divided from, as keys: equal ones are of one group, of equal
   * content, or kin through other examples. Folds, intervals and tests keep them together.
   */
  default List<String> kinOf(int[] rows) {
    String[] keys = Kinship.keys(examples());
    return IntStream.of(rows).mapToObj(row -> keys[row]).toList();
  }
}

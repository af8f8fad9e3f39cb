package io.retask.app.run;

import io.retask.baseline.LabelledAnswers;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.data.Dataset;
import io.retask.data.Example;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Some examples of a data set. */
public final class Part {
  private static final int RAW_SIDE = 16;
  private final Dataset data;
  private final int[] rows;

  Part(Dataset data, int[] rows) {
    this.data = data;
    this.rows = rows.clone();
  }

  String name() {
    return data.name();
  }

  int count() {
    return rows.length;
  }

  Example example(int index) {
    return data.examples().get(rows[index]);
  }

  int[] truth() {
    return data.classesOf(rows);
  }

  TensorSource tensors(Shape shape) {
    return data.tensors(rows, shape);
  }

  TensorSource tensor(int index, Shape shape) {
    return data.tensors(new int[] {rows[index]}, shape);
  }

  /** The box's unprogrammed answers, beside small raw inputs that need no box. */
  LabelledAnswers ask(MeteredBox box, Cause cause) {
    Shape input = box.spec().input();
    List<String> groups =
        IntStream.of(rows).mapToObj(row -> data.examples().get(row).group()).toList();
    return new LabelledAnswers(
        box.query(cause, tensors(input)), truth(), groups, Optional.of(tensors(raw(input)).all()));
  }

  /** Every axis but the channels at 16 or less: what a classifier without a box is given. */
  private static Shape raw(Shape input) {
    int[] axes = input.axes().stream().mapToInt(Integer::intValue).toArray();
    for (int axis = 1; axis < axes.length; axis++) {
      axes[axis] = Math.min(RAW_SIDE, axes[axis]);
    }
    return Shape.of(axes);
  }
}

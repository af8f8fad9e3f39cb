package io.retask.app.run;

import io.retask.artifact.LocalPart;
import io.retask.baseline.LabelledAnswers;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.data.Dataset;
import io.retask.data.Example;
import io.retask.image.view.AreaMean;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Some examples of a data set. */
public final class Part {
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

  /** What each example may not be divided from: its patient, its lesion. */
  List<String> groups() {
    return IntStream.of(rows).mapToObj(row -> data.examples().get(row).group()).toList();
  }

  TensorSource tensors(Shape shape) {
    return data.tensors(rows, shape);
  }

  TensorSource tensor(int index, Shape shape) {
    return data.tensors(new int[] {rows[index]}, shape);
  }

  /** The box's unprogrammed answers, beside small raw inputs that need no box. */
  LabelledAnswers ask(MeteredBox box, Cause cause) {
    return with(Optional.of(box.query(cause, tensors(box.spec().input()))), box);
  }

  /** Small raw inputs alone; sends nothing. */
  LabelledAnswers unasked(MeteredBox box) {
    return with(Optional.empty(), box);
  }

  private LabelledAnswers with(Optional<Scores> answers, MeteredBox box) {
    Shape input = box.spec().input();
    TensorBatch raw = LocalPart.features(AreaMean.small(input), tensors(input));
    return new LabelledAnswers(answers, truth(), groups(), Optional.of(raw));
  }
}

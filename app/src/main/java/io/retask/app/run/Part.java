package io.retask.app.run;

import io.retask.artifact.LocalPart;
import io.retask.baseline.LabelledAnswers;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.data.ContentDigest;
import io.retask.data.Dataset;
import io.retask.data.Example;
import io.retask.image.view.AreaMean;
import io.retask.metric.Units;
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

  /** Whether they are of that data set. */
  boolean isOf(Dataset other) {
    return data.digest().equals(other.digest());
  }

  /** A digest of what they are. */
  String digest() {
    return new ContentDigest().add(data.digest()).add(rows).hex();
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

  /** What each example may not be divided from: its patient, its lesion, its duplicate. */
  List<String> groups() {
    return data.kinOf(rows);
  }

  /** What intervals and tests of these examples draw. */
  Units units() {
    return Units.of(groups());
  }

  /** Those at some places among them. */
  Part at(List<Integer> places) {
    return new Part(data, places.stream().mapToInt(place -> rows[place]).toArray());
  }

  TensorSource tensors(Shape shape) {
    return data.tensors(rows, shape);
  }

  TensorSource tensor(int index, Shape shape) {
    return data.tensors(new int[] {rows[index]}, shape);
  }

  /** The box's unprogrammed answers, beside small raw inputs that need no box. */
  LabelledAnswers ask(MeteredBox box, Cause cause) {
    return ask(box, cause, IntStream.range(0, rows.length).boxed().toList());
  }

  /** Small raw inputs alone; sends nothing. */
  LabelledAnswers unasked(MeteredBox box) {
    return ask(box, Cause.BASELINE, List.of());
  }

  /** The answers to those at some places, beside small raw inputs of all. */
  LabelledAnswers ask(MeteredBox box, Cause cause, List<Integer> places) {
    Shape input = box.spec().input();
    Optional<Scores> answers =
        places.isEmpty()
            ? Optional.empty()
            : Optional.of(box.query(cause, at(places).tensors(input)));
    TensorBatch raw = LocalPart.features(AreaMean.small(input), tensors(input));
    int[] asked = places.stream().mapToInt(Integer::intValue).toArray();
    return new LabelledAnswers(answers, asked, truth(), groups(), Optional.of(raw));
  }
}

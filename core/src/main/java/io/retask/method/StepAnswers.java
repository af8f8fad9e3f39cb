package io.retask.method;

import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.mapping.Evidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Labelled answers of one box that come step by step. */
final class StepAnswers {
  private final BlackBoxSpec box;
  private final List<Scores> answers = new ArrayList<>();
  private final List<int[]> classes = new ArrayList<>();

  StepAnswers(BlackBoxSpec box) {
    this.box = box;
  }

  void add(Scores some, int[] theirClasses) {
    answers.add(some);
    classes.add(theirClasses);
  }

  Evidence evidence() {
    int count = answers.stream().mapToInt(Scores::count).sum();
    float[] values = new float[count * box.classes()];
    int at = 0;
    for (Scores some : answers) {
      System.arraycopy(some.values(), 0, values, at, some.values().length);
      at += some.values().length;
    }
    Scores all = Scores.wrap(count, box.classes(), box.scoreKind(), values);
    return new Evidence(all, classes.stream().flatMapToInt(Arrays::stream).toArray());
  }
}

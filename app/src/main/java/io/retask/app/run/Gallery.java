package io.retask.app.run;

import io.retask.image.PngPicture;
import io.retask.program.FramedProgram;
import io.retask.program.View;
import io.retask.report.JudgedExample;
import io.retask.report.Picture;
import io.retask.report.Prediction;
import io.retask.report.ProgramExample;
import io.retask.report.ProgramGallery;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The pictures of a report: what the program does, and what the model got wrong and right. */
final class Gallery {
  private static final int SHOWN = 12;
  private static final int EXAMPLES = 3;
  private static final int THUMBNAIL = 96;
  private static final int LARGE = 224;
  private final Exam exam;
  private final Shape box;

  Gallery(Exam exam, Shape box) {
    this.exam = exam;
    this.box = box;
  }

  /** The most confident mistakes, then right answers spread over the classes. */
  List<JudgedExample> judged() {
    List<Integer> wrong = rows(false).stream().limit(SHOWN).toList();
    List<JudgedExample> shown = new ArrayList<>();
    wrong.forEach(index -> shown.add(judged(index)));
    oneOfEachClass().stream().limit(SHOWN).forEach(index -> shown.add(judged(index)));
    return shown;
  }

  /** What the box is shown instead of a few examples of different classes. */
  ProgramGallery program() {
    List<ProgramExample> examples = new ArrayList<>();
    int shown = exam.model().views().isEmpty() ? 0 : EXAMPLES;
    for (int index : oneOfEachClass().stream().limit(shown).toList()) {
      examples.add(example(index));
    }
    return new ProgramGallery(programs(), examples);
  }

  private List<Picture> programs() {
    List<Picture> programs = new ArrayList<>();
    for (View view : exam.model().views()) {
      if (view.program() instanceof FramedProgram) {
        TensorBatch grey = grey(exam.model().inputShape());
        programs.add(
            picture(
                view.over(TensorSource.of(grey)).all(), "the program around a grey hole", LARGE));
      }
    }
    return programs;
  }

  private static TensorBatch grey(Shape shape) {
    TensorBatch grey = TensorBatch.allocate(shape, 1);
    Arrays.fill(grey.values(), 0.5f);
    return grey;
  }

  private ProgramExample example(int index) {
    TensorSource input = input(index, exam.model().inputShape());
    List<Picture> programmed = new ArrayList<>();
    List<View> views = exam.model().views();
    for (int v = 0; v < views.size(); v++) {
      programmed.add(
          picture(views.get(v).over(input).all(), "view %d".formatted(v + 1), LARGE / 2));
    }
    return new ProgramExample(
        picture(input(index, box).all(), id(index), LARGE / 2), programmed, prediction(index));
  }

  private List<Integer> rows(boolean right) {
    int[] truth = exam.part().truth();
    return IntStream.range(0, exam.part().count())
        .filter(index -> (exam.scores().best(index) == truth[index]) == right)
        .boxed()
        .sorted(Comparator.comparingDouble(index -> -probability(index)))
        .toList();
  }

  private List<Integer> oneOfEachClass() {
    int[] truth = exam.part().truth();
    List<Integer> right = new ArrayList<>(rows(true));
    List<Integer> chosen = new ArrayList<>();
    boolean[] seen = new boolean[exam.model().classes().size()];
    for (int index : right) {
      if (!seen[truth[index]]) {
        seen[truth[index]] = true;
        chosen.add(index);
      }
    }
    right.removeAll(chosen);
    chosen.addAll(right);
    return chosen;
  }

  private JudgedExample judged(int index) {
    return new JudgedExample(
        picture(input(index, box).all(), id(index), THUMBNAIL), prediction(index));
  }

  private TensorSource input(int index, Shape shape) {
    return exam.part().tensor(index, shape);
  }

  private String id(int index) {
    return exam.part().example(index).id();
  }

  private Prediction prediction(int index) {
    List<String> classes = exam.model().classes();
    return new Prediction(
        classes.get(exam.part().truth()[index]),
        classes.get(exam.scores().best(index)),
        probability(index));
  }

  /** The share of the best class among the scores of the row. */
  private double probability(int index) {
    float[] values = exam.scores().values();
    int classes = exam.scores().classes();
    double sum = 0;
    for (int i = index * classes; i < (index + 1) * classes; i++) {
      sum += values[i];
    }
    double best = values[index * classes + exam.scores().best(index)];
    return sum > 0 ? Math.min(1, best / sum) : 1.0 / classes;
  }

  private static Picture picture(TensorBatch batch, String words, int longestSide) {
    return Picture.png(PngPicture.of(batch, 0, longestSide).bytes(), words);
  }
}

package io.retask.testkit.method;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Price;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.blackbox.Visibility;
import io.retask.data.Split;
import io.retask.method.Learned;
import io.retask.method.Lesson;
import io.retask.method.Method;
import io.retask.program.IdentityProgram;
import io.retask.program.PreparedProgram;
import io.retask.program.Program;
import io.retask.program.View;
import io.retask.program.ViewSource;
import io.retask.recipe.Recipe;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.train.MemoryDataset;
import io.retask.testkit.train.PlainMeter;
import io.retask.train.RunListener;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A lesson whose views stamp their number on the input, and whose box tells the class in some views
 * and noise in the others. 60 rows of 3 classes to learn from, 30 for the report.
 */
final class StampedLesson {
  static final Shape BOX = Shape.of(1, 6, 6);
  static final int LABELS = 5;
  static final int LABELLED = 60;
  static final int[] TEST = IntStream.range(LABELLED, 90).toArray();

  final MemoryDataset data = new MemoryDataset(BOX, 90, 3);
  final PlainMeter meter;
  private final ViewSource source;

  /**
   * A lesson.
   *
   * @param tells the views in which the box tells the class
   * @param visible whether a classifier without the box sees the input, or only a blank
   */
  StampedLesson(IntPredicate tells, boolean visible) {
    meter = new PlainMeter(new TellingBox(tells), 1_000_000);
    source = new Stamps(visible);
  }

  Learned learn(String... assignments) {
    return learn(RunListener.none(), assignments);
  }

  Learned learn(RunListener listener, String... assignments) {
    Recipe recipe = Course.recipe("auto", assignments);
    return Method.of(recipe, source).learn(lesson(recipe, listener));
  }

  void rehearse(String... assignments) {
    Recipe recipe = Course.recipe("auto", assignments);
    Method.of(recipe, source).rehearse(lesson(recipe, RunListener.none()));
  }

  private Lesson lesson(Recipe recipe, RunListener listener) {
    Split split = new Split(IntStream.range(0, LABELLED).toArray(), new int[0], TEST);
    return new Lesson(recipe, data, split, meter, Optional.empty(), listener);
  }

  /** The number that a view stamps. */
  static int stampOf(View view) {
    return view.program().parameterCount() == 0 ? 0 : Math.round(100 * view.parameters()[0]);
  }

  private record Stamps(boolean visible) implements ViewSource {
    @Override
    public View draw(Shape box, long seed, int index) {
      return index == 0
          ? new View(new IdentityProgram(box), new float[0])
          : new View(new Stamp(box), new float[] {index / 100f});
    }

    @Override
    public Program small(Shape box) {
      return visible ? new IdentityProgram(box) : new Blank(box);
    }
  }

  /** Writes its parameter into the first pixel. */
  private record Stamp(Shape shape) implements Program {
    @Override
    public Shape inputShape() {
      return shape;
    }

    @Override
    public Shape outputShape() {
      return shape;
    }

    @Override
    public int parameterCount() {
      return 1;
    }

    @Override
    public PreparedProgram prepare(float[] parameters) {
      PreparedProgram picture = new IdentityProgram(shape).prepare(new float[0]);
      return (inputs, from, out) -> {
        picture.apply(inputs, from, out);
        for (int row = 0; row < out.count(); row++) {
          out.values()[out.offset(row)] = parameters[0];
        }
      };
    }

    @Override
    public float[] pullback(TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
      float[] gradient = new float[1];
      for (int row = 0; row < inputs.count(); row++) {
        gradient[0] += outputGradient.values()[outputGradient.offset(row)];
      }
      return gradient;
    }
  }

  /** One value that is always 0. */
  private record Blank(Shape shape) implements Program {
    @Override
    public Shape inputShape() {
      return shape;
    }

    @Override
    public Shape outputShape() {
      return Shape.of(1);
    }

    @Override
    public int parameterCount() {
      return 0;
    }

    @Override
    public PreparedProgram prepare(float[] parameters) {
      return (inputs, from, out) -> Arrays.fill(out.values(), 0);
    }

    @Override
    public float[] pullback(TensorBatch inputs, float[] parameters, TensorBatch outputGradient) {
      return new float[0];
    }
  }

  /** Sees the class in the brightness, and says it or not. */
  private record TellingBox(IntPredicate tells) implements BlackBox {
    private static final List<String> NAMES =
        IntStream.range(0, LABELS).mapToObj(k -> "label-" + k).toList();

    @Override
    public BlackBoxSpec spec() {
      return new BlackBoxSpec(
          "telling",
          "telling:1",
          BOX,
          NAMES,
          ScoreKind.PROBABILITIES,
          Visibility.FULL,
          64,
          1,
          true,
          Price.FREE);
    }

    @Override
    public Scores query(TensorBatch inputs) {
      float[] out = new float[inputs.count() * LABELS];
      for (int row = 0; row < inputs.count(); row++) {
        answer(inputs.rows(row, row + 1).values(), out, row * LABELS);
      }
      return Scores.wrap(inputs.count(), LABELS, ScoreKind.PROBABILITIES, out);
    }

    private void answer(float[] input, float[] out, int at) {
      int stamp = Math.round(100 * input[0]);
      boolean stamped = Math.abs(100 * input[0] - stamp) < 1e-3;
      double brightness = 0;
      for (int i = 1; i < input.length; i++) {
        brightness += input[i] / (input.length - 1);
      }
      int told = tells.test(stamped ? stamp : 0) ? (int) (3 * brightness) : -1;
      int bits = Arrays.hashCode(input);
      double sum = 0;
      for (int k = 0; k < LABELS; k++) {
        bits = bits * 1_664_525 + 1_013_904_223;
        out[at + k] = 1 + (bits >>> 8) / (float) (1 << 24) + (k == told ? 2_000 : 0);
        sum += out[at + k];
      }
      for (int k = 0; k < LABELS; k++) {
        out[at + k] /= (float) sum;
      }
    }

    @Override
    public void close() {}
  }
}

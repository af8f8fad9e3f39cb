package io.retask.testkit.method;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.Price;
import io.retask.data.Split;
import io.retask.method.Learned;
import io.retask.method.Lesson;
import io.retask.method.Method;
import io.retask.program.AdditiveProgram;
import io.retask.program.IdentityProgram;
import io.retask.program.View;
import io.retask.program.ViewSource;
import io.retask.recipe.Recipe;
import io.retask.recipe.RecipeDraft;
import io.retask.tensor.Shape;
import io.retask.testkit.blackbox.CensoringBox;
import io.retask.testkit.blackbox.FakeBlackBox;
import io.retask.testkit.blackbox.FakeDials;
import io.retask.testkit.train.MemoryDataset;
import io.retask.testkit.train.PlainMeter;
import io.retask.train.RunListener;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One small lesson: 30 examples of 3 classes, 18 to learn from, 4 to follow it with and 8 for the
 * report, and a box with 8 labels. Each instance has data and an account of its own.
 */
final class Course {
  static final int[] TRAIN = IntStream.range(0, 18).toArray();
  static final int[] VALIDATION = {18, 19, 20, 21};
  static final int[] TEST = IntStream.range(22, 30).toArray();
  static final Shape BOX = Shape.of(1, 6, 6);
  final MemoryDataset memory = new MemoryDataset(BOX, 30, 3);
  final TwoSizes data = new TwoSizes(memory);
  final PlainMeter meter;
  private final Split split;

  private Course(int[] validation, Price price) {
    this(validation, new FakeBlackBox(FakeDials.of(BOX, 8).price(price)));
  }

  private Course(int[] validation, BlackBox box) {
    meter = new PlainMeter(box, 1_000_000);
    split = new Split(TRAIN, validation, TEST);
  }

  static Course usual() {
    return new Course(VALIDATION, Price.FREE);
  }

  static Course withoutValidation() {
    return new Course(new int[0], Price.FREE);
  }

  /** The same with a box that tells its best 3 scores alone. */
  static Course hiding() {
    return new Course(VALIDATION, CensoringBox.topK(FakeBlackBox.of(BOX, 8), 3));
  }

  static Course at(Price price) {
    return new Course(VALIDATION, price);
  }

  Learned learn(String method, String... assignments) {
    return learn(recipe(method, assignments), RunListener.none());
  }

  Learned learn(Recipe recipe, RunListener listener) {
    return Method.of(recipe, shifts()).learn(lesson(recipe, listener));
  }

  void rehearse(String method, String... assignments) {
    Recipe recipe = recipe(method, assignments);
    Method.of(recipe, shifts()).rehearse(lesson(recipe, RunListener.none()));
  }

  Lesson lesson(Recipe recipe, RunListener listener) {
    return new Lesson(recipe, data, split, meter, Optional.empty(), listener);
  }

  static Recipe recipe(String method, String... assignments) {
    RecipeDraft draft =
        RecipeDraft.empty()
            .with("method", method)
            .with("seed", 5)
            .with("box", "fake")
            .with("data.source", "memory");
    for (String assignment : assignments) {
      draft.withAssignment(assignment);
    }
    return draft.finish();
  }

  /** View 0 as it is, the others by ever more grey. */
  private static ViewSource shifts() {
    return (box, seed, index) -> {
      if (index == 0) {
        return new View(new IdentityProgram(box), new float[0]);
      }
      float[] parameters = new float[box.size()];
      Arrays.fill(parameters, 0.1f * index);
      return new View(new AdditiveProgram(box), parameters);
    };
  }
}

package io.retask.app.run;

import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.data.Dataset;
import io.retask.data.Split;
import io.retask.method.Learned;
import io.retask.method.Lesson;
import io.retask.method.Method;
import io.retask.recipe.Recipe;
import io.retask.train.RunListener;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a run is about.
 *
 * @param recipe what to do
 * @param data the examples
 * @param split how they are divided
 * @param spec the black box
 */
public record Subject(Recipe recipe, Dataset data, Split split, BlackBoxSpec spec) {
  /** Learns as the recipe says, keeping the state between steps in a folder if there is one. */
  public Learned learn(MeteredBox box, Optional<Path> checkpoints, RunListener listener) {
    return method().learn(new Lesson(recipe, data, split, box, checkpoints, listener));
  }

  /** Asks what learning would ask, see {@link Method#rehearse}. */
  void rehearse(MeteredBox box) {
    method().rehearse(new Lesson(recipe, data, split, box, Optional.empty(), RunListener.none()));
  }

  private Method method() {
    return Method.of(recipe, PictureViews.of(recipe));
  }
}

package io.retask.torch;

import io.retask.method.Learned;
import io.retask.method.Lesson;
import io.retask.method.Method;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;
import io.retask.recipe.ScratchRecipe;
import io.retask.tensor.Shape;

/** A small convolutional network that learns from the labelled data alone. Sends nothing. */
final class ScratchMethod implements Method {
  @Override
  public Learned learn(Lesson lesson) {
    ScratchRecipe settings = lesson.recipe().settings(ScratchRecipe.class);
    ConvolutionalStructure network = network(lesson);
    try (Body body = network.open()) {
      NetworkTrainer trainer =
          new NetworkTrainer(lesson, settings.training(), body, network.inputShape());
      NetworkTrainer.Outcome outcome =
          trainer.train(Head.blank(body.count(), lesson.data().classes().size()), true);
      return new Result(lesson, network, body.count(), outcome).learned("a guess");
    }
  }

  private static ConvolutionalStructure network(Lesson lesson) {
    Shape box = lesson.box().spec().input();
    if (box.rank() != 3 || box.axis(0) != 3) {
      throw new InvalidRecipe(
          "method scratch learns from pictures, but the data of this box are %s; choose raw, knn or readout"
              .formatted(box));
    }
    Recipe recipe = lesson.recipe();
    ScratchRecipe settings = recipe.settings(ScratchRecipe.class);
    return new ConvolutionalStructure(settings.side(), settings.channels(), recipe.seed());
  }

  /** There is nothing to ask, and nothing is needed but the engine. */
  @Override
  public void rehearse(Lesson lesson) {
    network(lesson).open().close();
  }
}

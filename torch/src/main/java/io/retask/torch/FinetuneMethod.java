package io.retask.torch;

import io.retask.artifact.LocalPart;
import io.retask.baseline.Baselines;
import io.retask.mapping.readout.Fitted;
import io.retask.mapping.readout.LabelledFeatures;
import io.retask.mapping.readout.LinearClassifier;
import io.retask.mapping.readout.LogisticSettings;
import io.retask.mapping.readout.LogisticTrainer;
import io.retask.method.Learned;
import io.retask.method.Lesson;
import io.retask.method.Method;
import io.retask.recipe.FinetuneRecipe;
import io.retask.recipe.FinetuneRecipe.Layers;
import io.retask.recipe.NetworkTraining.ClassWeights;
import io.retask.recipe.Recipe;
import io.retask.tensor.TensorBatch;

/**
 * Fine-tuning: the last layer is replaced by a logistic readout of the frozen features, then all
 * weights learn, or those of the new layer alone. To begin so keeps the first steps from spoiling
 * the features (Kumar et al., ICLR 2022). Sends nothing.
 */
final class FinetuneMethod implements Method {
  @Override
  public Learned learn(Lesson lesson) {
    FinetuneRecipe settings = lesson.recipe().settings(FinetuneRecipe.class);
    ScriptStructure network = network(lesson.recipe());
    try (Body body = network.open()) {
      NetworkTrainer trainer =
          new NetworkTrainer(lesson, settings.training(), body, network.inputShape());
      Fitted<LinearClassifier> probe = probe(lesson, network, body);
      NetworkTrainer.Outcome outcome =
          trainer.train(probe.model(), settings.layers() == Layers.ALL);
      return new Result(lesson, network, body.count(), outcome)
          .learned("a readout of the frozen features");
    }
  }

  private static ScriptStructure network(Recipe recipe) {
    return Networks.of(recipe, recipe.settings(FinetuneRecipe.class).network(), "finetune.network");
  }

  private static Fitted<LinearClassifier> probe(Lesson lesson, ScriptStructure network, Body body) {
    int[] rows = lesson.split().train();
    TensorBatch features =
        LocalPart.features(
            new NetworkTrainer.FeaturesOfBody(body, network.inputShape()),
            lesson.data().tensors(rows, network.inputShape()));
    int[] classes = lesson.classesOf(rows);
    int[] folds = Baselines.folds(classes, lesson.groupsOf(rows), lesson.recipe().seed());
    boolean balanced =
        lesson.recipe().settings(FinetuneRecipe.class).training().classWeights()
            == ClassWeights.BALANCED;
    LogisticSettings usual = LogisticSettings.defaults();
    return LogisticTrainer.fit(
        new LabelledFeatures(features, classes, lesson.data().classes().size(), folds),
        balanced ? usual.withBalance() : usual);
  }

  /** There is nothing to ask; but the network must be there, and have a last layer. */
  @Override
  public void rehearse(Lesson lesson) {
    network(lesson.recipe()).open().close();
  }
}

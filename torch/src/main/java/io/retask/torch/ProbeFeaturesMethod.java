package io.retask.torch;

import io.retask.artifact.LocalPart;
import io.retask.artifact.ReprogrammedModel;
import io.retask.baseline.Baselines;
import io.retask.mapping.readout.Fitted;
import io.retask.mapping.readout.LabelledFeatures;
import io.retask.mapping.readout.LinearClassifier;
import io.retask.mapping.readout.LogisticSettings;
import io.retask.mapping.readout.LogisticTrainer;
import io.retask.method.Learned;
import io.retask.method.Lesson;
import io.retask.method.Method;
import io.retask.metric.Evaluation;
import io.retask.recipe.ProbeRecipe;
import io.retask.recipe.Recipe;
import io.retask.tensor.TensorBatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A logistic readout of what goes into the last layer of a frozen network. Sends nothing. */
final class ProbeFeaturesMethod implements Method {
  @Override
  public Learned learn(Lesson lesson) {
    ScriptStructure structure = network(lesson.recipe());
    int[] rows = lesson.labelled();
    int[] classes = lesson.classesOf(rows);
    int features;
    TensorBatch all;
    try (Body body = structure.open()) {
      features = body.count();
      all =
          LocalPart.features(
              new NetworkTrainer.FeaturesOfBody(body, structure.inputShape()),
              lesson.data().tensors(rows, structure.inputShape()));
    }
    int[] folds = Baselines.folds(classes, lesson.groupsOf(rows), lesson.recipe().seed());
    Fitted<LinearClassifier> fitted =
        LogisticTrainer.fit(
            new LabelledFeatures(all, classes, lesson.data().classes().size(), folds),
            LogisticSettings.defaults());
    NetworkFeatures network = new NetworkFeatures(structure, features, new TreeMap<>());
    return learned(lesson, new LocalPart(network, fitted.model(), 1), fitted, classes);
  }

  private static Learned learned(
      Lesson lesson, LocalPart part, Fitted<LinearClassifier> fitted, int[] classes) {
    Evaluation estimate = Evaluation.of(lesson.data().classes(), fitted.outOfFold(), classes);
    Map<String, Double> metrics =
        Map.of(
            "ridge", fitted.chosen(),
            "features", (double) part.features().count(),
            "crossValidatedAccuracy", estimate.accuracy(),
            "crossValidatedBalancedAccuracy", estimate.balancedAccuracy());
    return new Learned(
        ReprogrammedModel.withoutBox(lesson.data().classes(), part),
        new TreeMap<>(metrics),
        List.of(),
        Optional.of(fitted.outOfFold()));
  }

  private static ScriptStructure network(Recipe recipe) {
    return Networks.of(recipe, recipe.settings(ProbeRecipe.class).network(), "probe.network");
  }

  /** There is nothing to ask; but the network must be there, and have a last layer. */
  @Override
  public void rehearse(Lesson lesson) {
    network(lesson.recipe()).open().close();
  }
}

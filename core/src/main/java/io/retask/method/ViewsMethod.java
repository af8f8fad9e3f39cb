package io.retask.method;

import io.retask.artifact.ReprogrammedModel;
import io.retask.image.view.ViewFamily;
import io.retask.image.view.ViewSampler;
import io.retask.mapping.readout.LogisticSettings;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.ViewsRecipe;
import io.retask.views.ViewsModel;
import io.retask.views.ViewsSettings;
import io.retask.views.ViewsTrainer;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Several fixed programs and one joint, regularised readout. */
final class ViewsMethod implements Method {
  private static final int PATTERN_SIDE = 4;
  private static final int FOLDS = 5;

  @Override
  public Learned learn(Lesson lesson) {
    ViewsRecipe recipe = lesson.recipe().viewsSettings();
    ViewsSettings settings =
        new ViewsSettings(
            new ViewSampler(family(recipe.family()), PATTERN_SIDE),
            recipe.count(),
            FOLDS,
            LogisticSettings.defaults(),
            lesson.recipe().seed());
    ViewsModel learned =
        new ViewsTrainer(lesson.box(), lesson.data(), lesson.labelled()).train(settings);
    return new Learned(
        new ReprogrammedModel(lesson.data().classes(), learned.views(), learned.readout()),
        metrics(learned),
        List.of());
  }

  private static ViewFamily family(String name) {
    return Arrays.stream(ViewFamily.values())
        .filter(family -> family.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRecipe(
                    "recipe key 'views.family' is '%s'; choose one of %s"
                        .formatted(
                            name,
                            Arrays.stream(ViewFamily.values())
                                .map(ViewFamily::key)
                                .collect(Collectors.joining(", ")))));
  }

  private static SortedMap<String, Double> metrics(ViewsModel learned) {
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put("crossValidatedAccuracy", learned.estimate().accuracy());
    metrics.put("crossValidatedBalancedAccuracy", learned.estimate().balancedAccuracy());
    metrics.put("ridge", learned.ridge());
    return metrics;
  }
}

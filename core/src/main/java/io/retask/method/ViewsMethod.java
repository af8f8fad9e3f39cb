package io.retask.method;

import io.retask.artifact.ReprogrammedModel;
import io.retask.blackbox.meter.Cause;
import io.retask.mapping.readout.LogisticSettings;
import io.retask.program.ViewSource;
import io.retask.recipe.ViewsRecipe;
import io.retask.tensor.Shape;
import io.retask.views.ViewSet;
import io.retask.views.ViewsModel;
import io.retask.views.ViewsSettings;
import io.retask.views.ViewsTrainer;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Several fixed programs and one joint, regularised readout.
 *
 * @param source draws the views
 */
record ViewsMethod(ViewSource source) implements Method {
  private static final int FOLDS = 5;

  @Override
  public Learned learn(Lesson lesson) {
    ViewsSettings settings =
        new ViewsSettings(
            source,
            lesson.recipe().settings(ViewsRecipe.class).count(),
            FOLDS,
            LogisticSettings.defaults(),
            lesson.recipe().seed());
    ViewsModel learned =
        new ViewsTrainer(lesson.box(), lesson.data(), lesson.labelled()).train(settings);
    return new Learned(
            new ReprogrammedModel(
                lesson.data().classes(), learned.views().views(), learned.readout()),
            metrics(learned),
            List.of(),
            Optional.of(learned.outOfFold()))
        .asking(lesson.everyPlace());
  }

  @Override
  public void rehearse(Lesson lesson) {
    Shape input = lesson.box().spec().input();
    int count = lesson.recipe().settings(ViewsRecipe.class).count();
    ViewSet.drawn(source, input, count, lesson.recipe().seed())
        .ask(lesson.box(), Cause.VIEWS, lesson.data().tensors(lesson.labelled(), input));
  }

  private static SortedMap<String, Double> metrics(ViewsModel learned) {
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put("crossValidatedAccuracy", learned.estimate().accuracy());
    metrics.put("crossValidatedBalancedAccuracy", learned.estimate().balancedAccuracy());
    metrics.put("ridge", learned.ridge());
    return metrics;
  }
}

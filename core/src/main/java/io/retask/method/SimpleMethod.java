package io.retask.method;

import io.retask.artifact.LocalPart;
import io.retask.artifact.ReprogrammedModel;
import io.retask.baseline.AnswerRule;
import io.retask.baseline.Baselines;
import io.retask.baseline.Fit;
import io.retask.baseline.LocalRule;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.mapping.LabelMapping;
import io.retask.mapping.readout.LinearClassifier;
import io.retask.metric.Evaluation;
import io.retask.program.IdentityProgram;
import io.retask.program.Program;
import io.retask.program.View;
import io.retask.program.ViewSource;
import io.retask.recipe.InvalidRecipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The methods without a program: a rule on unprogrammed answers, or on the data alone. */
final class SimpleMethod {
  private SimpleMethod() {}

  /**
   * The method of that name, if it is a simple one.
   *
   * @param kind makes the small form of an input
   */
  static Optional<Method> of(String name, ViewSource kind) {
    Optional<Method> answering = AnswerRule.of(name).map(Answering::new);
    return answering.or(() -> LocalRule.of(name).map(rule -> new Local(rule, kind)));
  }

  /** Asks about every labelled row once, unprogrammed; n images, or none where nothing is read. */
  private record Answering(AnswerRule rule) implements Method {
    @Override
    public Learned learn(Lesson lesson) {
      int sources = lesson.box().spec().classes();
      int targets = lesson.data().classes().size();
      if (!rule.suits(sources, targets)) {
        throw new InvalidRecipe(
            "method %s gives each of %d classes a label of its own, but the box has %d; choose readout, knn or blm+"
                .formatted(rule.key(), targets, sources));
      }
      if (!rule.readsAnswers()) {
        LabelMapping fixed = AnswerRule.firstLabels(sources, targets);
        return new Learned(
            model(lesson, fixed), new TreeMap<>(), List.of(), Optional.<Scores>empty());
      }
      int[] rows = lesson.labelled();
      int[] folds = foldsOf(lesson, rows);
      Scores answers = lesson.unprogrammed(Cause.MAPPING, rows);
      Fit<LabelMapping> fit = rule.fit(answers, lesson.classesOf(rows), targets, folds);
      return learned(lesson, model(lesson, fit.model()), fit).asking(lesson.everyPlace());
    }

    private static ReprogrammedModel model(Lesson lesson, LabelMapping mapping) {
      View asItIs = new View(new IdentityProgram(lesson.box().spec().input()), new float[0]);
      return new ReprogrammedModel(lesson.data().classes(), List.of(asItIs), mapping);
    }
  }

  /** Never asks the box. */
  private record Local(LocalRule rule, ViewSource kind) implements Method {
    @Override
    public Learned learn(Lesson lesson) {
      int[] rows = lesson.labelled();
      Program small = kind.small(lesson.box().spec().input());
      Fit<LinearClassifier> fit =
          rule.fit(
              LocalPart.features(small, lesson.data().tensors(rows, small.inputShape())),
              lesson.classesOf(rows),
              lesson.data().classes().size(),
              foldsOf(lesson, rows));
      LocalPart part = new LocalPart(small, fit.model(), 1);
      return learned(lesson, ReprogrammedModel.withoutBox(lesson.data().classes(), part), fit);
    }
  }

  private static int[] foldsOf(Lesson lesson, int[] rows) {
    return Baselines.folds(lesson.classesOf(rows), lesson.groupsOf(rows), lesson.recipe().seed());
  }

  private static Learned learned(Lesson lesson, ReprogrammedModel model, Fit<?> fit) {
    Evaluation estimate =
        Evaluation.of(
            lesson.data().classes(), fit.outOfFold(), lesson.classesOf(lesson.labelled()));
    SortedMap<String, Double> metrics = new TreeMap<>(fit.settings());
    metrics.putAll(
        Map.of(
            "crossValidatedAccuracy", estimate.accuracy(),
            "crossValidatedBalancedAccuracy", estimate.balancedAccuracy()));
    return new Learned(model, metrics, List.of(), Optional.of(fit.outOfFold()));
  }
}

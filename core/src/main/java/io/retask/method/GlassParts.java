package io.retask.method;

import io.retask.baseline.Baselines;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.mapping.BayesianPlanner;
import io.retask.mapping.DifferentiableMapping;
import io.retask.mapping.Evidence;
import io.retask.mapping.FrequencyPlanner;
import io.retask.mapping.GivenPlanner;
import io.retask.mapping.MappingPlanner;
import io.retask.mapping.MappingSize;
import io.retask.mapping.RandomPlanner;
import io.retask.mapping.TrainableMapping;
import io.retask.mapping.readout.Fitted;
import io.retask.mapping.readout.LabelledFeatures;
import io.retask.mapping.readout.LinearClassifier;
import io.retask.mapping.readout.LogisticReadout;
import io.retask.mapping.readout.LogisticSettings;
import io.retask.mapping.readout.LogisticTrainer;
import io.retask.mapping.readout.ReadoutLayer;
import io.retask.program.View;
import io.retask.program.ViewSource;
import io.retask.recipe.ArRecipe;
import io.retask.recipe.ArRecipe.MappingRecipe;
import io.retask.recipe.ArRecipe.MappingRecipe.MappingKind;
import io.retask.recipe.ArRecipe.MappingRecipe.Start;
import io.retask.recipe.BarRecipe;
import io.retask.recipe.SearchRecipe;
import io.retask.train.RunPlan;
import java.util.List;
import java.util.stream.IntStream;

/** The parts that a white-box run joins; what {@code bar} has too is made in the same way. */
record GlassParts(Lesson lesson, ArRecipe settings, ViewSource views) {
  private static final String SECTION = "ar";

  SearchRecipe search() {
    MappingRecipe mapping = settings.mapping();
    boolean one = mapping.kind() == MappingKind.FIRST && mapping.labelsPerClass() == null;
    return new SearchRecipe(
        settings.program(),
        new BarRecipe.MappingRecipe(null, one ? Integer.valueOf(1) : mapping.labelsPerClass()),
        settings.loss(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        settings.batch(),
        settings.steps(),
        settings.validations());
  }

  SearchParts searched() {
    return new SearchParts(lesson, search(), SECTION);
  }

  View origin() {
    return searched().origin(views);
  }

  RunPlan plan() {
    if (!weighs()) {
      searched().size();
    }
    return SearchBudget.plan(searched(), 1);
  }

  private boolean readout() {
    return settings.mapping().kind() == MappingKind.READOUT;
  }

  /** Whether every label speaks for every class. */
  private boolean weighs() {
    MappingKind kind = settings.mapping().kind();
    return readout() || kind == MappingKind.BLM || kind == MappingKind.BLM_PLUS;
  }

  /**
   * Asks every labelled example unprogrammed, as {@code bar} does, and plans the mapping.
   *
   * @param fits whether a readout may begin as one that learned from the answers
   */
  TrainableMapping mapping(boolean fits) {
    int[] train = lesson.split().train();
    MappingKind kind = settings.mapping().kind();
    boolean reads = kind != MappingKind.RANDOM && kind != MappingKind.FIRST;
    Scores answers = lesson.unprogrammed(reads ? Cause.MAPPING : Cause.BASELINE, train);
    lesson.unprogrammed(Cause.BASELINE, lesson.split().validation());
    if (readout()) {
      return layer(answers, fits);
    }
    Evidence evidence = reads ? new Evidence(answers, lesson.classesOf(train)) : Evidence.none();
    return TrainableMapping.fixed(planned(evidence));
  }

  private DifferentiableMapping planned(Evidence evidence) {
    BlackBoxSpec box = lesson.box().spec();
    int targets = lesson.data().classes().size();
    return switch (settings.mapping().kind()) {
      case BLM -> BayesianPlanner.blm().plan(box.classes(), targets, evidence);
      case BLM_PLUS -> BayesianPlanner.blmPlus().plan(box.classes(), targets, evidence);
      case FIRST -> first(searched().size()).plan(searched().size(), evidence);
      case RANDOM -> new RandomPlanner(lesson.recipe().seed()).plan(searched().size(), evidence);
      case FREQUENCY -> new FrequencyPlanner().plan(searched().size(), evidence);
      case READOUT -> throw new IllegalStateException("a readout is learned, not planned");
    };
  }

  /** Class j takes labels j·m to j·m + m - 1. */
  private static MappingPlanner first(MappingSize size) {
    int m = size.labelsPerClass();
    return new GivenPlanner(
        IntStream.range(0, size.targets())
            .mapToObj(target -> IntStream.range(target * m, target * m + m).toArray())
            .toArray(int[][]::new));
  }

  /** Over the answers to the training examples; costs nothing more. */
  private TrainableMapping layer(Scores answers, boolean fits) {
    MappingRecipe mapping = settings.mapping();
    double unit = mapping.stepSize() / settings.update().stepSize();
    int targets = lesson.data().classes().size();
    Double given = mapping.ridge();
    if (mapping.start() == Start.ZERO || !fits) {
      return ReadoutLayer.over(answers, targets, unit, given == null ? 0 : given);
    }
    int[] train = lesson.split().train();
    int[] classes = lesson.classesOf(train);
    Fitted<LinearClassifier> fitted =
        LogisticTrainer.fit(
            LabelledFeatures.ofAnswers(
                answers,
                classes,
                targets,
                Baselines.folds(classes, lesson.groupsOf(train), lesson.recipe().seed())),
            given == null || given == 0
                ? LogisticSettings.defaults()
                : LogisticSettings.defaults().withRidges(List.of(given)));
    return ReadoutLayer.from(
        new LogisticReadout(fitted.model()), unit, given == null ? fitted.chosen() : given);
  }
}

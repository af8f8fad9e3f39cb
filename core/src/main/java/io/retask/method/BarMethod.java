package io.retask.method;

import io.retask.RetaskException;
import io.retask.artifact.ReprogrammedModel;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.data.BatchPlan;
import io.retask.loss.CrossEntropy;
import io.retask.loss.FocalLoss;
import io.retask.loss.Loss;
import io.retask.mapping.Evidence;
import io.retask.mapping.FrequencyPlanner;
import io.retask.mapping.ManyToOneMapping;
import io.retask.mapping.MappingPlanner;
import io.retask.mapping.MappingSize;
import io.retask.mapping.RandomPlanner;
import io.retask.optim.Adam;
import io.retask.optim.DescentState;
import io.retask.optim.Momentum;
import io.retask.optim.RandomGradientFree;
import io.retask.optim.Schedule;
import io.retask.optim.Sgd;
import io.retask.optim.UpdateRule;
import io.retask.program.AdditiveProgram;
import io.retask.program.FrameGeometry;
import io.retask.program.FramedProgram;
import io.retask.program.Program;
import io.retask.program.Smoothing;
import io.retask.program.View;
import io.retask.recipe.BarRecipe;
import io.retask.recipe.BarRecipe.EstimatorRecipe;
import io.retask.recipe.BarRecipe.LossRecipe;
import io.retask.recipe.BarRecipe.MappingRecipe;
import io.retask.recipe.BarRecipe.ProgramRecipe;
import io.retask.recipe.BarRecipe.UpdateRecipe;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.Recipe;
import io.retask.recipe.RecipeFile;
import io.retask.tensor.Shape;
import io.retask.train.CheckpointStore;
import io.retask.train.FileCheckpoints;
import io.retask.train.Objective;
import io.retask.train.StopRule;
import io.retask.train.TrainState;
import io.retask.train.Trainer;
import io.retask.train.TrainingPlan;
import io.retask.train.ValidationPlan;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Black-box adversarial reprogramming as in Tsai, Chen and Ho (ICML 2020), arXiv 2007.08714. The
 * recipe says which of its settings are not the paper's.
 */
final class BarMethod implements Method {
  /** W where training begins: grey 128, just off the tie at 127.5 that 8-bit boxes would round. */
  private static final float ORIGIN = 1f / 255;

  private static final int PAPER_LABELS_PER_CLASS = 10;
  private static final double MOMENTUM = 0.9;

  @Override
  public Learned learn(Lesson lesson) {
    BarRecipe settings = lesson.recipe().barSettings();
    BlackBoxSpec spec = lesson.box().spec();
    Program program = program(settings.program(), spec.input());
    MappingSize size = size(settings.mapping(), spec, lesson.data().classes().size());
    BarBill bill = BarBill.of(lesson, settings);
    // what may be refused comes before the first image that is billed
    Loss loss = loss(lesson, settings.loss());
    ManyToOneMapping mapping = mapping(lesson, settings.mapping(), size);
    RandomGradientFree optimizer = optimizer(settings, program, bill.steps());
    Objective objective = new Objective(program, lesson.box(), mapping, loss, lesson.data());
    Trainer<DescentState> trainer =
        new Trainer<>(
            optimizer,
            objective,
            plan(lesson, bill),
            checkpoints(lesson, optimizer),
            lesson.listener());
    TrainState<DescentState> end = trainer.run(origin(program));
    View view = new View(program, optimizer.best(end.optimizer()));
    return new Learned(
        new ReprogrammedModel(lesson.data().classes(), List.of(view), mapping),
        metrics(end),
        end.history(),
        Optional.empty());
  }

  private static Program program(ProgramRecipe settings, Shape box) {
    if (settings.kind() == ProgramRecipe.ProgramKind.ADDITIVE) {
      return new AdditiveProgram(box);
    }
    int last = box.axis(box.rank() - 1);
    int side = settings.sourceSize() == null ? last / 2 : settings.sourceSize();
    try {
      return new FramedProgram(new FrameGeometry(hole(box, side), box));
    } catch (IllegalArgumentException wrong) {
      throw new InvalidRecipe("bar.program.sourceSize: " + wrong.getMessage(), wrong);
    }
  }

  /** Every axis but the channels, the first of two or more, shrinks to the side of the hole. */
  private static Shape hole(Shape box, int side) {
    int[] axes = box.axes().stream().mapToInt(Integer::intValue).toArray();
    for (int axis = axes.length == 1 ? 0 : 1; axis < axes.length; axis++) {
      axes[axis] = side;
    }
    return Shape.of(axes);
  }

  private static MappingSize size(MappingRecipe settings, BlackBoxSpec spec, int targets) {
    int most = Math.max(1, spec.classes() / targets);
    Integer asked = settings.labelsPerClass();
    try {
      return new MappingSize(
          spec.classes(), targets, asked == null ? Math.min(PAPER_LABELS_PER_CLASS, most) : asked);
    } catch (IllegalArgumentException wrong) {
      throw new InvalidRecipe("bar.mapping.labelsPerClass: " + wrong.getMessage(), wrong);
    }
  }

  /** Asks every labelled example unprogrammed: for the mapping, and for the baselines beside it. */
  private static ManyToOneMapping mapping(Lesson lesson, MappingRecipe settings, MappingSize size) {
    MappingPlanner planner =
        settings.kind() == MappingRecipe.MappingKind.FREQUENCY
            ? new FrequencyPlanner()
            : new RandomPlanner(lesson.recipe().seed());
    int[] train = lesson.split().train();
    Cause cause = planner.readsAnswers() ? Cause.MAPPING : Cause.BASELINE;
    Scores answers = lesson.unprogrammed(cause, train);
    lesson.unprogrammed(Cause.BASELINE, lesson.split().validation());
    Evidence evidence =
        planner.readsAnswers() ? new Evidence(answers, lesson.classesOf(train)) : Evidence.none();
    return planner.plan(size, evidence);
  }

  private static Loss loss(Lesson lesson, LossRecipe settings) {
    if (settings.kind() == LossRecipe.LossKind.CROSS_ENTROPY) {
      return new CrossEntropy();
    }
    int[] counts = new int[lesson.data().classes().size()];
    for (int target : lesson.classesOf(lesson.split().train())) {
      counts[target]++;
    }
    return settings.balanced()
        ? FocalLoss.balanced(settings.exponent(), counts)
        : FocalLoss.plain(settings.exponent(), counts.length);
  }

  private static RandomGradientFree optimizer(BarRecipe settings, Program program, long steps) {
    EstimatorRecipe estimator = settings.estimator();
    UpdateRecipe update = settings.update();
    double beta =
        (estimator.smoothing() != null
                ? Smoothing.radius(estimator.smoothing())
                : Smoothing.greyLevels(estimator.greyLevels()))
            .beta(program.parameterCount());
    double unbiased = program.parameterCount();
    double eta = update.stepSize() * (estimator.scale() == null ? 1 : estimator.scale() / unbiased);
    return new RandomGradientFree(
        estimator.directions(),
        beta,
        rule(update.kind()),
        Schedule.exponential(eta, update.finalShare(), Math.max(1, steps)));
  }

  private static UpdateRule rule(UpdateRecipe.UpdateKind kind) {
    return switch (kind) {
      case SGD -> new Sgd();
      case MOMENTUM -> new Momentum(MOMENTUM);
      case ADAM -> Adam.standard();
    };
  }

  private static TrainingPlan plan(Lesson lesson, BarBill bill) {
    BatchPlan batches = new BatchPlan(lesson.split().train(), bill.batch(), lesson.recipe().seed());
    return new TrainingPlan(
        lesson.recipe().seed(),
        batches::at,
        StopRule.after(bill.steps()),
        new ValidationPlan(lesson.split().validation(), bill::validatesAfter));
  }

  private static CheckpointStore<DescentState> checkpoints(
      Lesson lesson, RandomGradientFree optimizer) {
    Recipe recipe = lesson.recipe();
    return lesson
        .checkpoints()
        .<CheckpointStore<DescentState>>map(
            folder -> new FileCheckpoints<>(folder, optimizer, RecipeFile.format(recipe)))
        .orElseGet(CheckpointStore::none);
  }

  private static float[] origin(Program program) {
    float[] weights = new float[program.parameterCount()];
    Arrays.fill(weights, ORIGIN);
    return weights;
  }

  private static SortedMap<String, Double> metrics(TrainState<DescentState> end) {
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put("steps", (double) end.step());
    end.history().stream()
        .flatMap(record -> record.validation().stream())
        .reduce((earlier, later) -> later)
        .ifPresent(
            fit -> {
              metrics.put("validationAccuracy", fit.accuracy());
              metrics.put("validationLoss", fit.loss());
            });
    if (end.step() == 0) {
      throw new RetaskException("training made no step");
    }
    return metrics;
  }
}

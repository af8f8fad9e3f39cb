package io.retask.method;

import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.data.BatchPlan;
import io.retask.loss.CrossEntropy;
import io.retask.loss.FocalLoss;
import io.retask.loss.Loss;
import io.retask.mapping.Evidence;
import io.retask.mapping.FrequencyPlanner;
import io.retask.mapping.LabelMapping;
import io.retask.mapping.ManyToOneMapping;
import io.retask.mapping.MappingPlanner;
import io.retask.mapping.MappingSize;
import io.retask.mapping.RandomPlanner;
import io.retask.program.AdditiveProgram;
import io.retask.program.FrameGeometry;
import io.retask.program.FramedProgram;
import io.retask.program.Program;
import io.retask.program.Subspace;
import io.retask.program.SubspaceProgram;
import io.retask.program.View;
import io.retask.program.ViewSource;
import io.retask.recipe.BarRecipe.LossRecipe;
import io.retask.recipe.BarRecipe.MappingRecipe.MappingKind;
import io.retask.recipe.BarRecipe.ProgramRecipe;
import io.retask.recipe.InvalidRecipe;
import io.retask.recipe.SearchRecipe;
import io.retask.recipe.SubspaceRecipe;
import io.retask.tensor.Shape;
import io.retask.train.Objective;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The parts that a search joins, made as its recipe says.
 *
 * @param section the section of the recipe, for errors
 */
record SearchParts(Lesson lesson, SearchRecipe settings, String section) {
  /** W where training begins: grey 128, just off the tie at 127.5 that 8-bit boxes would round. */
  private static final float ORIGIN = 1f / 255;

  private static final int PAPER_LABELS_PER_CLASS = 10;

  private BlackBoxSpec box() {
    return lesson.box().spec();
  }

  /** The program with the parameters that the search begins at. */
  View origin(ViewSource views) {
    Shape shape = box().input();
    if (settings.program().kind() == ProgramRecipe.ProgramKind.VIEW) {
      return views.draw(shape, lesson.recipe().seed(), 0);
    }
    Program program = program(shape);
    float[] weights = new float[program.parameterCount()];
    Arrays.fill(weights, ORIGIN);
    return new View(program, weights);
  }

  private Program program(Shape shape) {
    SubspaceRecipe few = settings.program().subspace();
    if (settings.program().kind() == ProgramRecipe.ProgramKind.ADDITIVE) {
      AdditiveProgram additive = new AdditiveProgram(shape);
      return few == null ? additive : SubspaceProgram.of(additive, subspace(few));
    }
    Integer asked = settings.program().sourceSize();
    int side = asked == null ? shape.axis(shape.rank() - 1) / 2 : asked;
    try {
      FramedProgram framed = new FramedProgram(new FrameGeometry(hole(shape, side), shape));
      return few == null ? framed : SubspaceProgram.of(framed, subspace(few));
    } catch (IllegalArgumentException wrong) {
      throw new InvalidRecipe(section + ".program.sourceSize: " + wrong.getMessage(), wrong);
    }
  }

  private Subspace subspace(SubspaceRecipe few) {
    Subspace.Kind kind =
        switch (few.kind()) {
          case DCT -> Subspace.Kind.COSINES;
          case GRID -> Subspace.Kind.GRID;
          case TILES -> Subspace.Kind.TILES;
          case RANDOM -> Subspace.Kind.RANDOM;
        };
    return new Subspace(kind, few.size(), lesson.recipe().seed());
  }

  /** Every axis but the channels, the first of two or more, shrinks to the side of the hole. */
  private static Shape hole(Shape box, int side) {
    int[] axes = box.axes().stream().mapToInt(Integer::intValue).toArray();
    for (int axis = axes.length == 1 ? 0 : 1; axis < axes.length; axis++) {
      axes[axis] = side;
    }
    return Shape.of(axes);
  }

  /** How many source labels each class gets. */
  MappingSize size() {
    int targets = lesson.data().classes().size();
    int most = Math.max(1, box().classes() / targets);
    @Nullable Integer asked = settings.mapping().labelsPerClass();
    try {
      return new MappingSize(
          box().classes(), targets, asked == null ? Math.min(PAPER_LABELS_PER_CLASS, most) : asked);
    } catch (IllegalArgumentException wrong) {
      throw new InvalidRecipe(section + ".mapping.labelsPerClass: " + wrong.getMessage(), wrong);
    }
  }

  private MappingPlanner planner() {
    return settings.mapping().kind() == MappingKind.FREQUENCY
        ? new FrequencyPlanner()
        : new RandomPlanner(lesson.recipe().seed());
  }

  /** Asks every labelled example unprogrammed: for the mapping, and for the baselines beside it. */
  ManyToOneMapping firstMapping(MappingSize size) {
    MappingPlanner planner = planner();
    int[] train = lesson.split().train();
    Cause cause = planner.readsAnswers() ? Cause.MAPPING : Cause.BASELINE;
    Scores answers = lesson.unprogrammed(cause, train);
    lesson.unprogrammed(Cause.BASELINE, lesson.split().validation());
    Evidence evidence =
        planner.readsAnswers() ? new Evidence(answers, lesson.classesOf(train)) : Evidence.none();
    return planner.plan(size, evidence);
  }

  /** The mini-batches of the steps. */
  BatchPlan batches() {
    return new BatchPlan(lesson.split().train(), settings.batch(), lesson.recipe().seed());
  }

  /** What joins the program of a view with a mapping. */
  Objective objective(View view, LabelMapping mapping, Loss loss) {
    return new Objective(view.program(), lesson.box(), mapping, loss, lesson.data());
  }

  /** What is made small. */
  Loss loss() {
    LossRecipe wanted = settings.loss();
    if (wanted.kind() == LossRecipe.LossKind.CROSS_ENTROPY) {
      return new CrossEntropy();
    }
    int[] counts = new int[lesson.data().classes().size()];
    for (int target : lesson.classesOf(lesson.split().train())) {
      counts[target]++;
    }
    return wanted.balanced()
        ? FocalLoss.balanced(wanted.exponent(), counts)
        : FocalLoss.plain(wanted.exponent(), counts.length);
  }
}

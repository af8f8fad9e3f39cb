package io.retask.views;

import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.image.view.ViewProgram;
import io.retask.image.view.ViewSampler;
import io.retask.program.Program;
import io.retask.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One program at several sets of parameters: V views of every row. */
public final class ViewSet {
  private final Program program;
  private final List<float[]> parameters;

  /**
   * A set of views; the arrays are copied.
   *
   * @param program what all views share
   * @param parameters of each view, 1 or more
   */
  public ViewSet(Program program, List<float[]> parameters) {
    if (parameters.isEmpty()
        || parameters.stream().anyMatch(view -> view.length != program.parameterCount())) {
      throw new IllegalArgumentException(
          "there is 1 view or more, each of %d parameters, but these have %s"
              .formatted(
                  program.parameterCount(), parameters.stream().map(view -> view.length).toList()));
    }
    this.program = program;
    this.parameters = parameters.stream().map(float[]::clone).toList();
  }

  /** The first views that a sampler draws. */
  public static ViewSet drawn(ViewProgram program, ViewSampler sampler, int views, long seed) {
    return new ViewSet(
        program, IntStream.range(0, views).mapToObj(i -> sampler.draw(seed, i)).toList());
  }

  /** The number of views, V: what one prediction is billed. */
  public int size() {
    return parameters.size();
  }

  /** What all views share. */
  public Program program() {
    return program;
  }

  /** The parameters of one view; a copy. */
  public float[] parameters(int view) {
    return parameters.get(view).clone();
  }

  /**
   * Asks the box about every view of every row.
   *
   * @param rows n x program().inputShape(), in [0,1]
   * @return V answers of n x K each
   * @throws io.retask.blackbox.meter.BudgetExhausted if the budget does not cover n·V images that
   *     are not answered already
   */
  public List<Scores> ask(MeteredBox box, Cause cause, TensorSource rows) {
    List<Scores> answers = new ArrayList<>();
    for (float[] view : parameters) {
      answers.add(box.query(cause, new ProgrammedRows(rows, program, view)));
    }
    return List.copyOf(answers);
  }
}

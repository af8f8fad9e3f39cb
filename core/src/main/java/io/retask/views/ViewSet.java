package io.retask.views;

import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.program.View;
import io.retask.program.ViewSource;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * V views of every row.
 *
 * @param views 1 or more
 */
public record ViewSet(List<View> views) {
  /** Copies the list. */
  public ViewSet {
    views = List.copyOf(views);
    if (views.isEmpty()) {
      throw new IllegalArgumentException("a set of views holds 1 or more");
    }
  }

  /** The first views that a source draws for a box. */
  public static ViewSet drawn(ViewSource source, Shape box, int count, long seed) {
    return new ViewSet(
        IntStream.range(0, count).mapToObj(index -> source.draw(box, seed, index)).toList());
  }

  /**
   * Asks the box about every view of every row.
   *
   * @param rows n x the box's input, in [0,1]
   * @return V answers of n x K each
   * @throws io.retask.blackbox.meter.BudgetExhausted if the budget does not cover n·V images that
   *     are not answered already
   */
  public List<Scores> ask(MeteredBox box, Cause cause, TensorSource rows) {
    List<Scores> answers = new ArrayList<>();
    for (View view : views) {
      answers.add(box.query(cause, view.over(rows)));
    }
    return List.copyOf(answers);
  }
}

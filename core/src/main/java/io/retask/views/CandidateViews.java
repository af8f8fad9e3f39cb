package io.retask.views;

import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.mapping.readout.ViewChoice;
import io.retask.program.View;
import io.retask.program.ViewSource;
import io.retask.tensor.TensorSource;
import java.util.ArrayList;
import java.util.List;

/** Views to choose among, asked one after the other; every answer is kept. */
public final class CandidateViews {
  private final MeteredBox box;
  private final TensorSource rows;
  private final ViewSource source;
  private final long seed;
  private final List<View> views = new ArrayList<>();
  private final List<Scores> answers = new ArrayList<>();
  private final ViewChoice choice;

  /**
   * No candidates yet.
   *
   * @param rows n x the box's input, in [0,1]
   * @param source draws the views
   * @param choice among views of these rows, none offered yet
   * @param seed of the draws
   */
  public CandidateViews(
      MeteredBox box, TensorSource rows, ViewSource source, ViewChoice choice, long seed) {
    this.box = box;
    this.rows = rows;
    this.source = source;
    this.choice = choice;
    this.seed = seed;
  }

  /** How many views were asked. */
  public int count() {
    return views.size();
  }

  /**
   * Asks views until there are so many, n images each.
   *
   * @return false if the budget ended before; what was answered is kept
   * @throws BudgetExhausted if it ended before the first view
   */
  public boolean askUpTo(int count) {
    while (views.size() < count) {
      View view = source.draw(box.spec().input(), seed, views.size());
      try {
        answers.add(box.query(Cause.VIEWS, view.over(rows)));
      } catch (BudgetExhausted ended) {
        if (views.isEmpty()) {
          throw ended;
        }
        // images that a crash left unknown count as spent: fewer views are left than were planned
        return false;
      }
      views.add(view);
      choice.add(answers.get(answers.size() - 1));
    }
    return true;
  }

  /** The best views so far, see {@link ViewChoice#best}. */
  public ViewChoice.Chosen best(int most, double leastGain) {
    return choice.best(most, leastGain);
  }

  /** Some of the views. */
  public ViewSet views(List<Integer> chosen) {
    return new ViewSet(chosen.stream().map(views::get).toList());
  }

  /** The answers to some of them, side by side: n x V·K. */
  public Scores answers(List<Integer> chosen) {
    return Scores.beside(chosen.stream().map(answers::get).toList());
  }
}

package io.retask.method;

import io.retask.blackbox.meter.Bill;
import io.retask.mapping.readout.ViewChoice;
import io.retask.recipe.AutoRecipe;
import io.retask.train.Fit;
import io.retask.train.RunListener;
import io.retask.train.StepRecord;
import io.retask.views.CandidateViews;
import java.util.ArrayList;
import java.util.List;

/**
 * The search of {@code auto}: asks 1, 4, 8, 16.. candidates, and after each doubling chooses anew
 * among all of them, until the budget ends or a doubling no longer pays.
 */
final class AutoSearch {
  /** From the second round on the number of candidates doubles. */
  private static final int SECOND = 4;

  /**
   * A view that takes less than this share of the error away is not worth an image a prediction.
   */
  private static final double LEAST_OF_A_VIEW = 0.001;

  private final CandidateViews candidates;
  private final AutoRecipe settings;
  private final AutoPlan plan;
  private final List<StepRecord> history = new ArrayList<>();

  AutoSearch(CandidateViews candidates, AutoRecipe settings, AutoPlan plan) {
    this.candidates = candidates;
    this.settings = settings;
    this.plan = plan;
  }

  /**
   * What was found.
   *
   * @param chosen the best views
   * @param candidates of how many
   * @param history what every round cost and gave; its loss is the squared error of class
   *     indicators
   * @param stopped why it ended, in words for people
   */
  record Found(
      ViewChoice.Chosen chosen, int candidates, List<StepRecord> history, String stopped) {}

  /**
   * Searches on from the first view, which is asked already.
   *
   * @param lesson whose listener hears of every round
   */
  Found run(Lesson lesson) {
    ViewChoice.Chosen best = round(lesson);
    while (candidates.count() < plan.candidates()) {
      int before = candidates.count();
      boolean covered = candidates.askUpTo(next(before));
      if (candidates.count() == before) {
        return found(best, "the budget ended: images of an earlier stop count as spent");
      }
      ViewChoice.Chosen better = round(lesson);
      double gain = 1 - better.error() / best.error();
      boolean doubled = before >= Math.max(SECOND, settings.views());
      best = better;
      if (!covered) {
        return found(best, "the budget ended: images of an earlier stop count as spent");
      }
      if (doubled && gain < settings.leastGain()) {
        return found(best, tooLittle(before, gain));
      }
    }
    return found(best, ended());
  }

  private int next(int asked) {
    return Math.min(plan.candidates(), Math.max(SECOND, 2 * asked));
  }

  private ViewChoice.Chosen round(Lesson lesson) {
    ViewChoice.Chosen best = candidates.best(settings.views(), LEAST_OF_A_VIEW);
    Bill bill = lesson.box().bill();
    StepRecord record =
        new StepRecord(
            history.size(),
            bill.reservedImages(),
            new Fit(best.error(), best.accuracy(), plan.asked().count()),
            null);
    RunListener listener = lesson.listener();
    listener.stepped(record, bill);
    history.add(record);
    return best;
  }

  private Found found(ViewChoice.Chosen chosen, String stopped) {
    return new Found(chosen, candidates.count(), List.copyOf(history), stopped);
  }

  private String tooLittle(int before, double gain) {
    return "the last %d took %.1f %% of the cross-validated error away, less than the %.1f %% that auto.leastGain asks for"
        .formatted(
            candidates.count() - before, 100 * Math.max(0, gain), 100 * settings.leastGain());
  }

  private String ended() {
    if (plan.asksAPart()) {
      return "the budget covers %,d of the %,d labelled rows once, and all figures are of these"
          .formatted(plan.asked().count(), plan.labelled());
    }
    return plan.candidates() < settings.candidates()
        ? "the budget covers no further view of all %d labelled rows".formatted(plan.labelled())
        : "more are not asked; auto.candidates sets the limit";
  }
}

package io.retask.app.compare;

import io.retask.app.run.Console;
import io.retask.app.run.Interruption;
import io.retask.app.run.Subject;
import io.retask.app.run.WatchedBox;
import io.retask.artifact.ReprogrammedModel;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.data.InvalidData;
import io.retask.data.Split;
import io.retask.metric.ConfusionMatrix;
import io.retask.metric.Evaluation;
import io.retask.recipe.InvalidRecipe;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes the trainings of a comparison, one after another, and keeps each as soon as it is done. */
final class Trainings {
  private final Arena arena;
  private final ComparisonFolder folder;
  private final SharedAnswers answers;
  private final Interruption interruption;
  private final Console.Task task;

  Trainings(
      Arena arena,
      ComparisonFolder folder,
      SharedAnswers answers,
      Interruption interruption,
      Console.Task task) {
    this.arena = arena;
    this.folder = folder;
    this.answers = answers;
    this.interruption = interruption;
    this.task = task;
  }

  void make(List<Cell> open) {
    long done = 0;
    for (Cell cell : open) {
      interruption.check();
      long share = Announcement.share(arena, cell, open);
      Optional<Outcome> same = same(cell);
      if (same.isPresent()) {
        folder.keep(same.get().at(cell.budget()), folder.predicted(same.get().cell()));
      } else {
        make(cell, new Shifted(task, done, share, cell));
      }
      done += share;
      task.at(done, cell.words());
    }
  }

  /** A finished cell that a higher budget would not have changed. */
  private Optional<Outcome> same(Cell cell) {
    return cell.entrant().isFlat()
        ? folder.outcomes(cell.entrant(), cell.seed()).stream()
            .filter(other -> other.hadRoom() && other.billedImages() < cell.budget())
            .max(Comparator.comparingLong(Outcome::budget))
        : Optional.empty();
  }

  private void make(Cell cell, Console.Task progress) {
    long began = System.nanoTime();
    Subject subject;
    try {
      subject = arena.subject(cell);
    } catch (InvalidData tooFew) {
      String reason = String.valueOf(tooFew.getMessage());
      folder.keep(Outcome.refused(cell, 0, seconds(began), reason));
      return;
    }
    try (CellBox box = new CellBox(answers, cell.budget())) {
      WatchedBox watched = new WatchedBox(box, interruption, progress);
      try {
        ReprogrammedModel model =
            subject
                .learn(watched, Optional.empty(), (record, spent) -> interruption.check())
                .model();
        // a method may take the end of the whole for that of its own budget and make do with less
        answers.throwRefusal();
        judge(cell, model, watched, new Cost(box.trainingImages(), seconds(began)));
      } catch (BudgetExhausted | InvalidRecipe refusal) {
        answers.throwRefusal();
        String reason = String.valueOf(refusal.getMessage());
        long billed = box.trainingImages();
        folder.keep(Outcome.refused(cell, billed, seconds(began), reason));
      }
    }
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private void judge(Cell cell, ReprogrammedModel model, WatchedBox box, Cost cost) {
    Split split = arena.division(cell.seed());
    int[] truth = arena.truth(cell.seed());
    int[] predicted =
        Evaluation.predictions(
            model.predict(
                box, Cause.EVALUATION, arena.data().tensors(split.test(), model.inputShape())));
    ConfusionMatrix confusion = ConfusionMatrix.of(truth, predicted, arena.data().classes().size());
    folder.keep(
        new Outcome(
            cell.entrant().method(),
            cell.budget(),
            cost.images(),
            cell.seed(),
            confusion.accuracy().orElseThrow(),
            confusion.balancedAccuracy().orElseThrow(),
            cost.seconds(),
            cell.entrant().views(),
            model.views().size(),
            null,
            cell.entrant().variant()),
        predicted);
  }

  private record Cost(long images, double seconds) {}

  /** Progress of a cell as progress of the whole. */
  private record Shifted(Console.Task whole, long done, long share, Cell cell)
      implements Console.Task {
    @Override
    public void at(long images, String note) {
      whole.at(done + Math.min(images, share), cell.words());
    }

    @Override
    public void close() {
      // the whole goes on
    }
  }
}

package io.retask.app.run;

import io.retask.artifact.ArtifactFolder;
import io.retask.artifact.ReprogrammedModel;
import io.retask.blackbox.BlackBox;
import io.retask.blackbox.meter.Account;
import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.blackbox.meter.Metering;
import io.retask.blackbox.meter.Rehearsal;
import io.retask.blackbox.meter.RunLock;
import io.retask.data.Dataset;
import io.retask.data.InvalidData;
import io.retask.data.Split;
import io.retask.recipe.DataRecipe;
import io.retask.recipe.Recipe;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Judges a run on data that its training never saw. */
public final class HeldOut {
  private final Workbench bench;

  /** A judge that finds boxes and data where the bench does. */
  public HeldOut(Workbench bench) {
    this.bench = bench;
  }

  /**
   * Evaluates a run, beside every baseline, and writes its report.
   *
   * @param source the data; null for those of the recipe
   * @param limit the most images that this may send; null for what it needs
   */
  public Evaluated evaluate(Path folder, @Nullable String source, @Nullable Long limit) {
    RunFolder run = RunFolder.existing(folder);
    Recipe recipe = run.recipe();
    ArtifactFolder artefact = bench.artefact(run);
    ReprogrammedModel model = artefact.read();
    try (BlackBox box = bench.openBox(recipe.box())) {
      bench.refuseChangedBox(artefact.manifest(), box.spec());
      Subject subject = bench.subject(recipe, box.spec());
      RunFolder.refuseChangedData(artefact.manifest(), subject.data());
      Part heldOut = part(run, subject, source);
      Part labelled = new Part(subject.data(), labelled(subject.split()));
      boolean paid = artefact.manifest().bill().images() > 0;
      List<Integer> asked = TrainingRecord.read(run).asked(labelled, paid);
      Task task = new Task(model, asked, labelled, heldOut, recipe, limit);
      Exam exam = RunLock.holding(run.path(), () -> hold(run, box, task));
      return new Reporting(bench).conclude(run, subject, exam, source);
    }
  }

  private record Task(
      ReprogrammedModel model,
      List<Integer> asked,
      Part labelled,
      Part heldOut,
      Recipe recipe,
      @Nullable Long limit) {
    Exam.Answers ask(MeteredBox box) {
      return Exam.Answers.of(model, asked, box, labelled, heldOut);
    }
  }

  static int[] labelled(Split split) {
    return IntStream.concat(IntStream.of(split.train()), IntStream.of(split.validation()))
        .toArray();
  }

  /** The examples to judge: the held-out part of the run's own data, or what is new in others. */
  Part part(RunFolder run, Subject subject, @Nullable String source) {
    Dataset data = subject.data();
    if (source == null || same(source, subject.recipe().data().source())) {
      return checked(new Part(data, subject.split().test()), run);
    }
    Dataset other = bench.openData(DataRecipe.of(source));
    if (!other.classes().equals(data.classes())) {
      throw new InvalidData(
          "'%s' has the classes %s, but the run learned %s; give data of the same classes"
              .formatted(source, other.classes(), data.classes()));
    }
    int[] unseen = Familiar.read(run).unseenIn(other, bench.console()::say);
    return checked(new Part(other, unseen), run);
  }

  private boolean same(String source, String own) {
    return bench
        .dataPath(source)
        .toAbsolutePath()
        .normalize()
        .equals(bench.dataPath(own).toAbsolutePath().normalize());
  }

  private static Part checked(Part part, RunFolder run) {
    if (part.count() == 0) {
      throw new InvalidData(
          "'%s' has no example that '%s' did not learn from; give other data, or train with"
                  .formatted(part.name(), run.path())
              + " --holdout N");
    }
    return part;
  }

  private Exam hold(RunFolder run, BlackBox box, Task task) {
    String goOn = "go on with: retask evaluate " + run.path();
    try (Interruption interruption = new Interruption(bench.console(), goOn);
        Ledger ledger = Ledger.existing(run.ledger(), InstantSource.system());
        LedgerBox metered = new LedgerBox(box, ledger, Metering.USUAL)) {
      Bill planned = rehearse(box, task);
      long need = planned.byCause().getOrDefault(Cause.EVALUATION, 0L);
      ledger.grant(Account.EVALUATION, task.limit() == null ? need : task.limit());
      bench
          .console()
          .say(
              "evaluation of %,d held-out examples, %d images each and %s for the baselines: at most %,d images"
                  .formatted(
                      task.heldOut().count(),
                      task.model().views().size(),
                      task.asked().isEmpty() ? "none" : "one",
                      need));
      try (Console.Task progress = bench.console().begin("evaluation", Estimation.asked(planned))) {
        Exam.Answers answers = task.ask(new WatchedBox(metered, interruption, progress));
        ledger.flush();
        return Exam.heldOut(task.model(), task.labelled(), task.heldOut(), answers, task.recipe());
      }
    }
  }

  private static Bill rehearse(BlackBox box, Task task) {
    try (Rehearsal rehearsal =
        new Rehearsal(box.spec(), Budget.UNLIMITED, Budget.UNLIMITED, task.recipe().seed())) {
      task.ask(rehearsal);
      return rehearsal.bill();
    }
  }
}

package io.retask.app.run;

import io.retask.artifact.Manifest;
import io.retask.artifact.Manifest.Cost;
import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.Metering;
import io.retask.blackbox.meter.RunLock;
import io.retask.data.Split;
import io.retask.method.Learned;
import io.retask.method.Lesson;
import io.retask.recipe.BudgetRecipe;
import io.retask.recipe.Recipe;
import io.retask.recipe.RecipeFile;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Trains: makes the folder of a run, or goes on with one. */
public final class Training {
  private final Workbench bench;

  /** A training that finds boxes and data where the bench does. */
  public Training(Workbench bench) {
    this.bench = bench;
  }

  /**
   * Begins a run. Box, data and budget are checked before the folder is made.
   *
   * @param out its folder, which holds no run yet
   */
  public Trained start(Recipe asked, Path out) {
    Recipe recipe = bench.settle(asked);
    RunFolder.refuseTaken(out);
    try (BlackBox box = bench.openBox(recipe)) {
      Allowance.refuseIdle(recipe.budget().money(), box.spec());
      Subject subject = bench.subject(recipe, box.spec());
      Bill planned = Estimation.rehearse(subject);
      refuseUnlimited(recipe, planned, box.spec());
      return train(RunFolder.create(out, subject), subject, planned, box);
    }
  }

  /**
   * Goes on with a run after any stop; a finished run is made again from its ledger.
   *
   * @param more a higher budget; what it leaves open stays as it was
   */
  public Trained resume(Path folder, BudgetRecipe more) {
    RunFolder run = RunFolder.existing(folder);
    Recipe recipe = Allowance.raised(run.recipe(), more);
    try (BlackBox box = bench.openBox(recipe)) {
      run.refuseChangedBox(box.spec());
      Allowance.refuseIdle(more.money(), box.spec());
      Subject subject = bench.subject(recipe, box.spec());
      run.refuseChangedData(subject.data());
      refuseOtherSteps(run, recipe);
      return train(run, subject, Estimation.rehearse(subject), box);
    }
  }

  private static void refuseUnlimited(Recipe recipe, Bill planned, BlackBoxSpec box) {
    if (planned.reservedImages() > 0) {
      String advice =
          ", and this training would send up to %,d, for %s %s; say with --budget or --money how much may be sent"
              .formatted(
                  planned.reservedImages(), planned.money().toPlainString(), planned.currency());
      Allowance.refuseUnlimited(Estimation.budget(recipe.budget()), box, advice);
    }
  }

  /** Before anything is written: the steps that were made have to be those of the recipe. */
  private static void refuseOtherSteps(RunFolder run, Recipe recipe) {
    Lesson.kept(recipe, run.checkpoints()).steps();
  }

  private Trained train(RunFolder run, Subject subject, Bill planned, BlackBox box) {
    return RunLock.holding(
        run.path(),
        () -> {
          String goOn = "go on with: retask resume " + run.path();
          try (Interruption interruption = new Interruption(bench.console(), goOn);
              Ledger ledger = Ledger.open(run.ledger(), InstantSource.system());
              LedgerBox metered = new LedgerBox(box, ledger, Metering.USUAL)) {
            bench.console().say(words(subject, planned, ledger.bill()));
            run.keep(subject.recipe());
            try (Console.Task task = bench.console().begin("training", Estimation.asked(planned))) {
              WatchedBox watched = new WatchedBox(metered, interruption, task);
              return learn(run, subject, new Metered(metered, ledger, watched, interruption));
            }
          }
        });
  }

  private record Metered(
      LedgerBox box, Ledger ledger, WatchedBox watched, Interruption interruption) {}

  private Trained learn(RunFolder run, Subject subject, Metered way) {
    long began = System.nanoTime();
    Allowance.train(way.ledger(), Estimation.budget(subject.recipe().budget()));
    StepNotes notes = new StepNotes(bench.console());
    Learned learned =
        subject.learn(
            way.watched(),
            Optional.of(run.checkpoints()),
            (record, spent) -> {
              way.interruption().check();
              notes.stepped(record, spent);
            });
    way.ledger().flush();
    learned.notes().forEach(bench.console()::say);
    Bill bill = way.ledger().bill();
    run.keep(bench.artefact(run), learned.model(), manifest(subject, learned, bill));
    Familiar.of(subject.data(), subject.split()).write(run);
    double seconds = (System.nanoTime() - began) / 1e9;
    TrainingRecord.of(learned, InstantSource.system().instant().toString(), seconds).write(run);
    report(run, subject, learned, way.box());
    return new Trained(
        run.path().toString(),
        subject.recipe().method(),
        learned.metrics(),
        Account.of(bill),
        seconds);
  }

  /** A run that failed attempts cut short may not have the images left to be validated. */
  private void report(RunFolder run, Subject subject, Learned learned, LedgerBox box) {
    try {
      new Reporting(bench).afterTraining(run, subject, learned, box);
    } catch (BudgetExhausted spent) {
      bench
          .console()
          .say(
              "no report is written, since the budget ended before the validation of what was learned; judge it with: retask evaluate "
                  + run.path());
    }
  }

  private static String words(Subject subject, Bill planned, Bill before) {
    Split split = subject.split();
    long settled = before.settledInTraining();
    return "%s: box '%s' (%d labels), data '%s' (%d classes; %d train, %d validation, %d held out), about to bill at most %,d images, %s %s%s"
        .formatted(
            subject.recipe().method(),
            subject.spec().name(),
            subject.spec().classes(),
            subject.data().name(),
            subject.data().classes().size(),
            split.train().length,
            split.validation().length,
            split.test().length,
            planned.reservedImages(),
            planned.money().toPlainString(),
            planned.currency(),
            settled == 0 ? "" : "; %,d images are settled already".formatted(settled));
  }

  private static Manifest manifest(Subject subject, Learned learned, Bill bill) {
    Recipe recipe = subject.recipe();
    Split split = subject.split();
    BlackBoxSpec spec = subject.spec();
    long settled = bill.settledInTraining();
    return new Manifest(
        Manifest.FORMAT,
        Version.CURRENT,
        recipe.method(),
        recipe.seed(),
        subject.data().classes(),
        new Manifest.Box(spec.name(), spec.fingerprint(), spec.input().axes(), spec.classes()),
        new Manifest.Data(
            subject.data().name(),
            subject.data().digest(),
            split.digest(),
            split.train().length + split.validation().length),
        new Cost(settled, spec.price().of(settled), bill.currency()),
        learned.metrics(),
        RecipeFile.format(recipe));
  }
}

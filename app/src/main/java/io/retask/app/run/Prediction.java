package io.retask.app.run;

import io.retask.artifact.ArtifactFolder;
import io.retask.artifact.ReprogrammedModel;
import io.retask.blackbox.BlackBox;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Account;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.blackbox.meter.Metering;
import io.retask.blackbox.meter.Rehearsal;
import io.retask.blackbox.meter.RunLock;
import io.retask.tensor.TensorSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies the model of a run to new pictures. */
public final class Prediction {
  private final Workbench bench;

  /** A prediction that finds boxes where the bench does. */
  public Prediction(Workbench bench) {
    this.bench = bench;
  }

  /**
   * Predicts every picture; V images each, unless the run has asked about the same content before.
   *
   * @param paths pictures, or folders whose pictures are meant
   * @param limit the most images that this may send; null for what it needs
   */
  public Predictions predict(Path folder, List<Path> paths, @Nullable Long limit) {
    RunFolder run = RunFolder.existing(folder);
    return RunLock.holding(run.path(), () -> predict(run, PictureFiles.find(paths), limit));
  }

  private Predictions predict(RunFolder run, List<Path> pictures, @Nullable Long limit) {
    ArtifactFolder artefact = bench.artefact(run);
    ReprogrammedModel model = artefact.read();
    TensorSource inputs = new PictureFiles(pictures, model.inputShape());
    String again = "what was answered is stored; predict again to go on";
    try (BlackBox box = bench.openBox(run.recipe().box());
        Interruption interruption = new Interruption(bench.console(), again);
        Ledger ledger = Ledger.existing(run.ledger(), InstantSource.system());
        LedgerBox metered = new LedgerBox(box, ledger, Metering.USUAL);
        Console.Task task =
            bench.console().begin("prediction", (long) pictures.size() * model.views().size())) {
      bench.refuseChangedBox(artefact.manifest(), box.spec());
      ledger.grant(Account.EVALUATION, limit == null ? need(box, model, inputs) : limit);
      MeteredBox watched = new WatchedBox(metered, interruption, task);
      Scores scores = model.predict(watched, Cause.PREDICTION, inputs);
      ledger.flush();
      return new Predictions(
          pictures.stream().map(Path::toString).toList(), model.classes(), scores);
    }
  }

  private static long need(BlackBox box, ReprogrammedModel model, TensorSource inputs) {
    try (Rehearsal rehearsal = new Rehearsal(box.spec(), Budget.UNLIMITED, Budget.UNLIMITED, 1)) {
      model.predict(rehearsal, Cause.PREDICTION, inputs);
      return rehearsal.bill().reservedImages();
    }
  }
}

package io.retask.app.run;

import io.retask.artifact.ArtifactFolder;
import io.retask.artifact.ReprogrammedModel;
import io.retask.blackbox.BlackBox;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.blackbox.meter.Metering;
import io.retask.blackbox.meter.Rehearsal;
import io.retask.blackbox.meter.RunLock;
import io.retask.data.InvalidData;
import io.retask.image.PictureDecoder;
import io.retask.tensor.TensorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Applies the model of a run to new pictures. */
public final class Prediction {
  private static final int HEAD_BYTES = 32;
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
    return RunLock.holding(run.path(), () -> predict(run, pictures(paths), limit));
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
      Allowance.grant(ledger, limit == null ? need(box, model, inputs) : limit);
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

  private static List<Path> pictures(List<Path> paths) {
    List<Path> pictures = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new InvalidData("there is no '%s'; name pictures or folders".formatted(path));
      }
      if (Files.isDirectory(path)) {
        pictures.addAll(inside(path));
      } else {
        pictures.add(path);
      }
    }
    if (pictures.isEmpty()) {
      throw new InvalidData("there are no pictures in %s; name other folders".formatted(paths));
    }
    return pictures;
  }

  private static List<Path> inside(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(Prediction::claims).sorted().toList();
    } catch (IOException failure) {
      throw new InvalidData(
          "the folder '%s' cannot be read: %s".formatted(folder, failure), failure);
    }
  }

  private static boolean claims(Path file) {
    try (var in = Files.newInputStream(file)) {
      return PictureDecoder.claimsToBePicture(file.toString(), in.readNBytes(HEAD_BYTES));
    } catch (IOException failure) {
      throw new InvalidData("the file '%s' cannot be read: %s".formatted(file, failure), failure);
    }
  }
}

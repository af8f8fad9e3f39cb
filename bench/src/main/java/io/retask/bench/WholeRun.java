package io.retask.bench;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.Metering;
import io.retask.data.BatchPlan;
import io.retask.loss.FocalLoss;
import io.retask.mapping.Evidence;
import io.retask.mapping.LabelMapping;
import io.retask.mapping.MappingSize;
import io.retask.mapping.RandomPlanner;
import io.retask.optim.Adam;
import io.retask.optim.DescentState;
import io.retask.optim.RandomGradientFree;
import io.retask.optim.Schedule;
import io.retask.program.FrameGeometry;
import io.retask.program.FramedProgram;
import io.retask.tensor.Shape;
import io.retask.train.FileCheckpoints;
import io.retask.train.Objective;
import io.retask.train.RunListener;
import io.retask.train.StopRule;
import io.retask.train.Trainer;
import io.retask.train.TrainingPlan;
import io.retask.train.ValidationPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * BAR as a user runs it: a framed program of half the side, a ledger on disk, a checkpoint a step.
 */
final class WholeRun {
  static final int BATCH = 20;
  private static final int EXAMPLES = 200;

  /** Source labels a class, where the box has so many. */
  private static final int LABELS = 10;

  private final BlackBox box;
  private final int directions;
  private final FramedProgram program;
  private final NoiseData data;

  WholeRun(BlackBox box, int directions) {
    this.box = box;
    this.directions = directions;
    Shape frame = box.spec().input();
    Shape hole = Shape.of(frame.axis(0), frame.axis(1) / 2, frame.axis(2) / 2);
    this.program = new FramedProgram(new FrameGeometry(hole, frame));
    this.data = new NoiseData(hole, EXAMPLES, box.spec().classes());
  }

  int stepImages() {
    return (directions + 1) * BATCH;
  }

  /** Trains for some steps in a folder of its own; returns how many images were billed. */
  long run(long seed, long steps) throws IOException {
    Path folder = Files.createTempDirectory("retask-bench");
    try (Ledger ledger = Ledger.open(folder.resolve("ledger.db"), InstantSource.system());
        LedgerBox metered = new LedgerBox(box, ledger, Metering.USUAL)) {
      trainer(metered, folder, seed, steps).run(new float[program.parameterCount()]);
      return metered.bill().settledImages();
    } finally {
      delete(folder);
    }
  }

  private Trainer<DescentState> trainer(LedgerBox metered, Path folder, long seed, long steps) {
    RandomGradientFree optimizer =
        new RandomGradientFree(
            directions, 0.5, Adam.standard(), Schedule.exponential(0.05, 0.1, steps));
    int sources = box.spec().classes();
    int labels = Math.min(LABELS, sources / data.classes().size());
    LabelMapping mapping =
        new RandomPlanner(seed)
            .plan(new MappingSize(sources, data.classes().size(), labels), Evidence.none());
    Objective objective =
        new Objective(program, metered, mapping, FocalLoss.plain(2, data.classes().size()), data);
    BatchPlan batches = new BatchPlan(IntStream.range(0, EXAMPLES).toArray(), BATCH, seed);
    TrainingPlan plan =
        new TrainingPlan(seed, batches::at, StopRule.after(steps), ValidationPlan.none());
    return new Trainer<>(
        optimizer,
        objective,
        plan,
        new FileCheckpoints<>(folder.resolve("checkpoints"), optimizer, "bench"),
        RunListener.none());
  }

  /** Deletes a folder and what is in it. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }
}

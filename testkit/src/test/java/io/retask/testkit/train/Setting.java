package io.retask.testkit.train;

import io.retask.loss.FocalLoss;
import io.retask.loss.Loss;
import io.retask.mapping.ManyToOneMapping;
import io.retask.optim.DescentState;
import io.retask.optim.RandomGradientFree;
import io.retask.optim.Schedule;
import io.retask.optim.Sgd;
import io.retask.program.FrameGeometry;
import io.retask.program.FramedProgram;
import io.retask.tensor.Shape;
import io.retask.testkit.blackbox.FakeBlackBox;
import io.retask.train.CheckpointStore;
import io.retask.train.Objective;
import io.retask.train.RunListener;
import io.retask.train.StopRule;
import io.retask.train.Trainer;
import io.retask.train.TrainingPlan;
import io.retask.train.ValidationPlan;
import java.util.stream.IntStream;

/** One small run: 30 examples of 1x3x3 in a box of 1x6x6 with 8 labels; 3 directions, batch 6. */
final class Setting {
  static final int BATCH = 6;
  static final int STEP = 4 * BATCH;
  static final int[] TRAIN = IntStream.range(0, 18).toArray();
  static final int[] VALIDATION = {18, 19, 20, 21};
  final FramedProgram program =
      new FramedProgram(new FrameGeometry(Shape.of(1, 3, 3), Shape.of(1, 6, 6)));
  final MemoryDataset data = new MemoryDataset(Shape.of(1, 3, 3), 30, 3);
  final ManyToOneMapping mapping = new ManyToOneMapping(8, new int[][] {{0, 1}, {4, 2}, {3, 7}});
  final Loss loss = FocalLoss.plain(2, 3);
  final PlainMeter meter;
  final RandomGradientFree optimizer =
      new RandomGradientFree(3, 0.5, new Sgd(), Schedule.exponential(0.2, 0.5, 10));

  Setting(long limit) {
    meter = new PlainMeter(FakeBlackBox.of(Shape.of(1, 6, 6), 8), limit);
  }

  float[] initial() {
    return new float[program.parameterCount()];
  }

  static int[] batch(long step) {
    return IntStream.range(0, BATCH).map(i -> TRAIN[(int) ((step * BATCH + i) % 18)]).toArray();
  }

  Objective objective() {
    return new Objective(program, meter, mapping, loss, data);
  }

  Trainer<DescentState> trainer(
      long steps, ValidationPlan validation, CheckpointStore<DescentState> store) {
    TrainingPlan plan = new TrainingPlan(8, Setting::batch, StopRule.after(steps), validation);
    return new Trainer<>(optimizer, objective(), plan, store, RunListener.none());
  }

  static ValidationPlan everyOtherStep() {
    return new ValidationPlan(VALIDATION, step -> step % 2 == 1);
  }
}

package io.retask.testkit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.optim.DescentState;
import io.retask.optim.Proposal;
import io.retask.optim.StepKey;
import io.retask.train.CheckpointStore;
import io.retask.train.FileCheckpoints;
import io.retask.train.Fit;
import io.retask.train.Objective;
import io.retask.train.RunListener;
import io.retask.train.StepRecord;
import io.retask.train.StopRule;
import io.retask.train.TrainState;
import io.retask.train.Trainer;
import io.retask.train.TrainingPlan;
import io.retask.train.ValidationPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
  @TempDir Path folder;

  private static FileCheckpoints<DescentState> store(Setting setting, Path folder) {
    return new FileCheckpoints<>(folder, setting.optimizer, "run");
  }

  private byte[] uninterrupted() throws IOException {
    Setting setting = new Setting(10_000);
    Path whole = folder.resolve("whole");
    setting.trainer(6, Setting.everyOtherStep(), store(setting, whole)).run(setting.initial());
    return Files.readAllBytes(whole.resolve("latest.ckpt"));
  }

  @Test
  void stoppedAfterEveryStepItEndsByteForByteAsUninterrupted() throws IOException {
    Setting setting = new Setting(10_000);
    for (int steps = 0; steps <= 6; steps++) {
      setting
          .trainer(steps, Setting.everyOtherStep(), store(setting, folder))
          .run(setting.initial());
    }
    assertThat(Files.readAllBytes(folder.resolve("latest.ckpt"))).isEqualTo(uninterrupted());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 23, 24, 30, 49, 51, 70, 100})
  void killedInTheMiddleOfAStepItEndsByteForByteAsUninterrupted(int images) throws IOException {
    Setting setting = new Setting(10_000);
    FailingAfter failing = new FailingAfter(setting.meter, images);
    Objective cut =
        new Objective(setting.program, failing, setting.mapping, setting.loss, setting.data);
    TrainingPlan plan =
        new TrainingPlan(8, Setting::batch, StopRule.after(6), Setting.everyOtherStep());
    Trainer<DescentState> trainer =
        new Trainer<>(setting.optimizer, cut, plan, store(setting, folder), RunListener.none());
    assertThatThrownBy(() -> trainer.run(setting.initial())).isInstanceOf(BudgetExhausted.class);
    assertThat(setting.meter.bill().reservedImages()).isEqualTo(images);
    setting.meter.limit(10_000);
    setting.trainer(6, Setting.everyOtherStep(), store(setting, folder)).run(setting.initial());
    assertThat(Files.readAllBytes(folder.resolve("latest.ckpt"))).isEqualTo(uninterrupted());
  }

  @Test
  void theAppliedUpdateIsTheEstimate() {
    Setting setting = new Setting(10_000);
    float[] initial = setting.initial();
    DescentState begun = setting.optimizer.start(initial);
    StepKey key = new StepKey(8, 0);
    Proposal asked = setting.optimizer.ask(begun, key);
    double[] losses = setting.objective().losses(asked, Setting.batch(0)).losses();
    float[] estimate = setting.optimizer.estimate(key, initial.length, losses);
    float[] found = after(setting, 1);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).isCloseTo(-0.2 * estimate[i], within(1e-6));
    }
    assertThat(found)
        .isEqualTo(setting.optimizer.best(setting.optimizer.tell(begun, asked, losses)));
  }

  private static float[] after(Setting setting, long steps) {
    TrainState<DescentState> end =
        setting
            .trainer(steps, ValidationPlan.none(), CheckpointStore.none())
            .run(setting.initial());
    return setting.optimizer.best(end.optimizer());
  }

  @Test
  void trainingLowersTheLossOfTheTrainingRows() {
    Setting setting = new Setting(100_000);
    Fit before = setting.objective().evaluate(Cause.TRAINING, setting.initial(), Setting.TRAIN);
    Fit end = setting.objective().evaluate(Cause.TRAINING, after(setting, 40), Setting.TRAIN);
    assertThat(end.loss()).isLessThan(0.9 * before.loss());
    assertThat(end.count()).isEqualTo(18);
  }

  @Test
  void onlyTrainingAndValidationRowsAreRead() {
    Setting setting = new Setting(10_000);
    setting.trainer(6, Setting.everyOtherStep(), CheckpointStore.none()).run(setting.initial());
    assertThat(setting.data.read()).allMatch(row -> row < 22).contains(0, 17, 18, 21);
  }

  @Test
  void theHistoryTellsWhatEveryStepGaveAndCost() {
    Setting setting = new Setting(10_000);
    TrainState<DescentState> end =
        setting.trainer(4, Setting.everyOtherStep(), CheckpointStore.none()).run(setting.initial());
    assertThat(end.step()).isEqualTo(4);
    assertThat(end.history()).extracting(StepRecord::step).containsExactly(0L, 1L, 2L, 3L);
    assertThat(end.history())
        .extracting(StepRecord::billedImages)
        .containsExactly(24L, 52L, 76L, 104L);
    assertThat(end.history())
        .extracting(record -> record.validation().isPresent())
        .containsExactly(false, true, false, true);
    assertThat(setting.meter.bill().byCause())
        .containsEntry(Cause.TRAINING, 96L)
        .containsEntry(Cause.VALIDATION, 8L);
    float[] parameters = setting.optimizer.best(end.optimizer());
    assertThat(end.history().get(3).validation())
        .contains(setting.objective().evaluate(Cause.VALIDATION, parameters, Setting.VALIDATION));
  }

  @Test
  void aStepThatTheBudgetDoesNotCoverIsNotBegun() {
    Setting setting = new Setting(3 * Setting.STEP + 23);
    TrainState<DescentState> end =
        setting.trainer(9, ValidationPlan.none(), CheckpointStore.none()).run(setting.initial());
    assertThat(end.step()).isEqualTo(3);
    assertThat(setting.meter.bill().reservedImages()).isEqualTo(72);
  }

  @Test
  void aStepThatWasPaidForBeforeAKillIsFinishedWithoutMoney() {
    Setting setting = new Setting(10_000);
    FileCheckpoints<DescentState> store = store(setting, folder);
    TrainState<DescentState> two =
        setting.trainer(2, ValidationPlan.none(), store).run(setting.initial());
    Proposal third = setting.optimizer.ask(two.optimizer(), new StepKey(8, 2));
    setting.objective().losses(third, Setting.batch(2));
    setting.meter.limit(3 * Setting.STEP);
    TrainState<DescentState> end =
        setting.trainer(9, ValidationPlan.none(), store).run(setting.initial());
    assertThat(end.step()).isEqualTo(3);
    assertThat(setting.meter.bill().reservedImages()).isEqualTo(72);
  }

  @Test
  void theListenerHearsEveryStepBeforeItIsSaved() {
    Setting setting = new Setting(10_000);
    FileCheckpoints<DescentState> store = store(setting, folder);
    List<String> heard = new ArrayList<>();
    TrainingPlan plan =
        new TrainingPlan(8, Setting::batch, StopRule.after(2), ValidationPlan.none());
    new Trainer<>(
            setting.optimizer,
            setting.objective(),
            plan,
            store,
            (record, bill) ->
                heard.add(
                    "%d %d %d"
                        .formatted(
                            record.step(),
                            bill.reservedImages(),
                            store.latest().orElseThrow().step())))
        .run(setting.initial());
    assertThat(heard).containsExactly("0 24 0", "1 48 1");
  }

  @Test
  void aStepWhoseValidationIsNotCoveredIsNotBegun() {
    Setting setting = new Setting(2 * Setting.STEP + 3);
    TrainState<DescentState> end =
        setting.trainer(4, Setting.everyOtherStep(), CheckpointStore.none()).run(setting.initial());
    assertThat(end.step()).isEqualTo(1);
    assertThat(end.history().get(0).validation()).as("what it ends with").isPresent();
    assertThat(setting.meter.bill().reservedImages()).isEqualTo(Setting.STEP + 4);
  }

  /** Three images are lost before the run, so the last step is covered, and no validation after. */
  private static TrainState<DescentState> overspent(
      Setting setting, CheckpointStore<DescentState> store) {
    setting.meter.lose(3 - setting.meter.bill().unknownImages());
    return setting.trainer(4, Setting.everyOtherStep(), store).run(setting.initial());
  }

  @Test
  void failedAttemptsEndTheRunAStepEarlierWithWhatItEndsWithValidated() {
    Setting setting = new Setting(4 * Setting.STEP + 2 * 4);
    FileCheckpoints<DescentState> store = store(setting, folder);
    TrainState<DescentState> end = overspent(setting, store);
    assertThat(end.step()).isEqualTo(3);
    assertThat(end.history().get(2).validation()).isPresent();
    long spent = setting.meter.bill().reservedImages();
    assertThat(spent).isEqualTo(3 * Setting.STEP + 2 * 4 + 3);
    assertThat(overspent(setting, store).history()).isEqualTo(end.history());
    assertThat(setting.meter.bill().reservedImages()).isEqualTo(spent);
    setting.meter.limit(10_000);
    assertThat(overspent(setting, store).step()).as("with a higher limit").isEqualTo(4);
  }

  @Test
  void whatFailedInTheStepBeforeAKillIsNotTakenForPaid() {
    Setting setting = new Setting(10_000);
    FileCheckpoints<DescentState> store = store(setting, folder);
    TrainState<DescentState> one =
        setting.trainer(1, Setting.everyOtherStep(), store).run(setting.initial());
    Proposal second = setting.optimizer.ask(one.optimizer(), new StepKey(8, 1));
    setting.objective().losses(second, Setting.batch(1));
    setting.meter.lose(2);
    setting.meter.limit(2 * Setting.STEP + 2 + 3);
    TrainState<DescentState> end =
        setting.trainer(2, Setting.everyOtherStep(), store).run(setting.initial());
    assertThat(end.step()).as("the validation of the second is not covered").isEqualTo(1);
  }

  @Test
  void whatAnEvaluationAskedIsNotTakenForTheStepThatFollows() {
    Setting setting = new Setting(10_000);
    FileCheckpoints<DescentState> store = store(setting, folder);
    setting.trainer(1, ValidationPlan.none(), store).run(setting.initial());
    setting.objective().evaluate(Cause.EVALUATION, setting.initial(), new int[] {22, 23, 24});
    setting.meter.limit(2 * Setting.STEP);
    TrainState<DescentState> end =
        setting.trainer(2, ValidationPlan.none(), store).run(setting.initial());
    assertThat(end.step()).isEqualTo(1);
  }
}

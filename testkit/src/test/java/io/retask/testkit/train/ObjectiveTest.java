package io.retask.testkit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.RetaskException;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.loss.Loss;
import io.retask.mapping.ManyToOneMapping;
import io.retask.optim.Proposal;
import io.retask.optim.StepKey;
import io.retask.program.IdentityProgram;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import io.retask.train.Objective;
import io.retask.train.Probed;
import org.junit.jupiter.api.Test;

class ObjectiveTest {
  private final Setting setting = new Setting(10_000);
  private final Proposal asked =
      setting.optimizer.ask(setting.optimizer.start(setting.initial()), new StepKey(8, 0));

  @Test
  void everyLossIsThatOfItsPointAlone() {
    int[] rows = Setting.batch(1);
    Probed probed = setting.objective().losses(asked, rows);
    assertThat(probed.losses()).hasSize(4);
    for (int point = 0; point < 4; point++) {
      TensorBatch inputs = setting.data.tensors(rows, Shape.of(1, 3, 3)).all();
      TensorBatch sent = setting.program.apply(inputs, asked.point(point));
      Scores answers = setting.meter.query(Cause.PROBE, TensorSource.of(sent));
      double expected =
          setting.loss.of(setting.mapping.apply(answers), setting.data.classesOf(rows));
      assertThat(probed.losses()[point]).isEqualTo(expected);
    }
    assertThat(setting.meter.bill().byCause()).containsOnlyKeys(Cause.TRAINING);
  }

  @Test
  void theFitOfTheBasePointCostsNothingMore() {
    int[] rows = Setting.batch(0);
    Probed probed = setting.objective().losses(asked, rows);
    assertThat(probed.base())
        .isEqualTo(setting.objective().evaluate(Cause.VALIDATION, asked.point(0), rows));
    assertThat(setting.meter.bill().reservedImages()).isEqualTo(Setting.STEP);
  }

  @Test
  void aLossThatIsNoNumberNamesPointAndStep() {
    Loss broken =
        new Loss() {
          private int calls;

          @Override
          public double of(Scores mapped, int[] classes) {
            return ++calls == 3 ? Double.NaN : 1;
          }

          @Override
          public float[] gradient(Scores mapped, int[] classes) {
            return new float[mapped.values().length];
          }
        };
    Objective objective =
        new Objective(setting.program, setting.meter, setting.mapping, broken, setting.data);
    assertThatThrownBy(() -> objective.losses(asked, Setting.batch(0)))
        .isInstanceOf(RetaskException.class)
        .hasMessage(
            "the loss of point 2 in step 0 is NaN; losses are finite numbers: look at the scores of 'fake' and at the data");
  }

  @Test
  void aProgramOfAnotherShapeIsRefused() {
    IdentityProgram identity = new IdentityProgram(Shape.of(1, 3, 3));
    assertThatThrownBy(
            () ->
                new Objective(identity, setting.meter, setting.mapping, setting.loss, setting.data))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the program makes inputs of 1x3x3, but 'fake' takes 1x6x6");
  }

  @Test
  void aMappingOfAnotherBoxIsRefused() {
    ManyToOneMapping other = new ManyToOneMapping(9, new int[][] {{0}, {1}, {2}});
    assertThatThrownBy(
            () -> new Objective(setting.program, setting.meter, other, setting.loss, setting.data))
        .hasMessage("the mapping takes 9 scores, but 'fake' gives 8");
  }

  @Test
  void aMappingToOtherClassesIsRefused() {
    ManyToOneMapping other = new ManyToOneMapping(8, new int[][] {{0}, {1}});
    assertThatThrownBy(
            () -> new Objective(setting.program, setting.meter, other, setting.loss, setting.data))
        .hasMessage("the mapping makes 2 classes, but 'memory' has 3");
  }
}

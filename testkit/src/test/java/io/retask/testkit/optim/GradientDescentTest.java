package io.retask.testkit.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.optim.Adam;
import io.retask.optim.DescentState;
import io.retask.optim.GradientDescent;
import io.retask.optim.Schedule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class GradientDescentTest {
  private static final GradientDescent DESCENT =
      new GradientDescent(Adam.standard(), Schedule.exponential(0.05, 0.96, 3));

  private static float[] slopes(float[] at, int step) {
    return new float[] {2 * at[0] + step, at[1] - 4, -1};
  }

  @Test
  void everyStepIsThatOfTheRuleWithTheStepSizeOfTheSchedule() {
    float[] byHand = {1, 2, 3};
    float[][] memory = new float[2][3];
    DescentState now = DESCENT.start(byHand);
    for (int step = 0; step < 7; step++) {
      float[] slopes = slopes(DESCENT.parameters(now), step);
      now = DESCENT.step(now, slopes);
      double eta = 0.05 * Math.pow(0.96, step / 3.0);
      Adam.standard().apply(byHand, slopes, eta, step, memory);
      assertThat(DESCENT.parameters(now)).containsExactly(byHand);
    }
    assertThat(now.step()).isEqualTo(7);
  }

  @Test
  void aStateThatWasKeptGoesOnBitForBit() throws IOException {
    DescentState now = DESCENT.start(new float[] {1, 2, 3});
    now = DESCENT.step(now, new float[] {1, -1, 0.5f});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DESCENT.write(now, new DataOutputStream(bytes));
    DescentState read =
        DESCENT.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    float[] slopes = {-2, 0.25f, 8};
    assertThat(DESCENT.parameters(DESCENT.step(read, slopes)))
        .containsExactly(DESCENT.parameters(DESCENT.step(now, slopes)));
  }

  @Test
  void slopesOfAnotherLengthOrWithoutAValueAreRefused() {
    DescentState now = DESCENT.start(new float[] {1, 2, 3});
    assertThatThrownBy(() -> DESCENT.step(now, new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a gradient by 3 parameters has 2 values");
    assertThatThrownBy(() -> DESCENT.step(now, new float[] {0, Float.NaN, 0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the slope of parameter 1 in step 0 is NaN; slopes are finite numbers");
  }
}

package io.retask.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.tensor.Shape;
import io.retask.testkit.blackbox.FakeBlackBox;
import io.retask.testkit.blackbox.FakeDials;
import org.junit.jupiter.api.Test;

/** The benchmark trains for real: every image of every step is billed. */
class WholeRunTest {
  private static final Shape SHAPE = Shape.of(3, 8, 8);
  private static final int CLASSES = 120;

  @Test
  void everyImageIsBilled() throws Exception {
    FakeBlackBox box = new FakeBlackBox(FakeDials.of(SHAPE, CLASSES).limits(10, 2));
    WholeRun run = new WholeRun(box, 2);
    assertThat(run.stepImages()).isEqualTo(60);
    assertThat(run.run(1, 2)).isEqualTo(120);
  }

  @Test
  void ratiosAreToldByTheirMedianAndRange() {
    assertThat(PairedRuns.words(new double[] {3, 1, 2})).isEqualTo("2.000 (1.000 to 3.000)");
  }
}

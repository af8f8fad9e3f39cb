package io.retask.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retask.attack.AutoZoom;
import io.retask.attack.Finding;
import io.retask.attack.Goal;
import io.retask.attack.GridSettings;
import io.retask.attack.Perturbation;
import io.retask.attack.QueryAttack;
import io.retask.attack.Zoo;
import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.FakeBlackBox;
import io.retask.testkit.blackbox.FakeDials;
import io.retask.testkit.train.PlainMeter;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class QueryAttacksTest {
  private static final Shape SHAPE = Shape.of(3, 12, 12);

  private static Zoo zoo(Zoo.Solver solver, double radius) {
    return new Zoo(solver, new GridSettings(4, radius, 0.02, 10, 0.1), 16, 2);
  }

  private static AutoZoom zoom(double radius, long fineImages) {
    return new AutoZoom(new GridSettings(4, radius, 0.01, 10, 0.1), 4, 8, fineImages);
  }

  @Nested
  final class Adam extends QueryAttackContract {
    @Override
    protected QueryAttack attack() {
      return zoo(Zoo.Solver.ADAM, 1e-3);
    }
  }

  @Nested
  final class Newton extends QueryAttackContract {
    @Override
    protected QueryAttack attack() {
      return new Zoo(Zoo.Solver.NEWTON, new GridSettings(4, 0.05, 0.05, 10, 0.1), 16, 2);
    }
  }

  @Nested
  final class Zoom extends QueryAttackContract {
    @Override
    protected QueryAttack attack() {
      return zoom(1e-2, 300);
    }
  }

  private static TensorBatch grey() {
    TensorBatch grey = TensorBatch.allocate(SHAPE, 1);
    Arrays.fill(grey.values(), 130 / 255f);
    return grey;
  }

  private static BlackBox box() {
    return new FakeBlackBox(FakeDials.of(SHAPE, 6).kind(ScoreKind.LOGITS));
  }

  private static Goal away(BlackBox box) {
    return Goal.away(box.query(grey()).best(0));
  }

  @Test
  void fineTuningMakesTheChangeSmaller() {
    try (BlackBox box = box()) {
      PlainMeter meter = new PlainMeter(box, 100_000);
      Finding rough = zoom(1e-2, 0).attack(meter, grey(), away(box), 5, 100_000);
      Finding fine = zoom(1e-2, 2_000).attack(meter, grey(), away(box), 5, 100_000);
      assertThat(rough.reached()).isTrue();
      assertThat(fine.reached()).isTrue();
      assertThat(Perturbation.between(grey(), fine.input()).l2())
          .isLessThan(0.8 * Perturbation.between(grey(), rough.input()).l2());
      assertThat(fine.images()).isBetween(rough.images() + 1, rough.images() + 2_000);
    }
  }

  /** The grid of 4 x 4 nodes knows 48 directions, that of 7 x 7 already 147. */
  @Test
  void theGridIsRefinedWhereItDoesNotSuffice() {
    try (BlackBox box = box()) {
      PlainMeter meter = new PlainMeter(box, 100_000);
      GridSettings settings = new GridSettings(2, 1e-3, 0.004, 10, 0.1);
      Zoo brief = new Zoo(Zoo.Solver.ADAM, settings, 16, 1);
      Finding found = brief.attack(meter, grey(), away(box), 5, 100_000);
      assertThat(found.reached()).isTrue();
      assertThat(found.images()).isGreaterThan(2 * 12);
    }
  }

  /** A box that sees 64 levels, so that probes of 1e-4 change nothing at all. */
  private record Rounding(BlackBox inner) implements BlackBox {
    @Override
    public BlackBoxSpec spec() {
      return inner.spec();
    }

    @Override
    public Scores query(TensorBatch inputs) {
      TensorBatch rounded = inputs.rows(0, inputs.count());
      for (int i = 0; i < rounded.values().length; i++) {
        rounded.values()[i] = Math.round(63 * rounded.values()[i]) / 63f;
      }
      return inner.query(rounded);
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  @Test
  void probesGrowUntilABoxThatRoundsNoticesThem() {
    try (BlackBox box = new Rounding(box())) {
      for (QueryAttack attack : new QueryAttack[] {zoo(Zoo.Solver.ADAM, 1e-4), zoom(1e-4, 0)}) {
        Finding found = attack.attack(new PlainMeter(box, 100_000), grey(), away(box), 5, 20_000);
        assertThat(found.reached()).as("%s", attack).isTrue();
      }
    }
  }

  @Test
  void allSettingsAreToldSideBySide() {
    assertThat(Zoo.usual(Zoo.Solver.ADAM))
        .hasToString(
            "Zoo[solver=ADAM, side=32, coordinates=128, radius=1.0E-4, stepSize=0.02, sweeps=3,"
                + " weight=10.0, confidence=0.1]");
    assertThat(AutoZoom.USUAL)
        .hasToString(
            "AutoZoom[side=32, directions=1, fineDirections=8, radius=0.001, stepSize=0.002,"
                + " weight=10.0, confidence=0.1, fineImages=2000]");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> zoo(Zoo.Solver.ADAM, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("radius is 0.0, but it must be positive");
    assertThatThrownBy(() -> zoom(0.1, -1))
        .hasMessage("fineImages is -1, but it must be at least 0");
  }
}

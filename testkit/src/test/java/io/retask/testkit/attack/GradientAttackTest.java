package io.retask.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.attack.Finding;
import io.retask.attack.Goal;
import io.retask.attack.GradientAttack;
import io.retask.attack.Norm;
import io.retask.attack.Perturbation;
import io.retask.blackbox.GlassBox;
import io.retask.blackbox.ScoreKind;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.FakeBlackBox;
import io.retask.testkit.blackbox.FakeDials;
import io.retask.testkit.blackbox.SeededDraw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GradientAttackTest {
  private static final double EPS = 4 / 255.0;
  private static final Shape SHAPE = Shape.of(3, 12, 12);

  /** On the grid; with 10 grey levels of room where no clipping shall happen. */
  private static TensorBatch input(Shape shape, long seed, int room) {
    TensorBatch drawn = SeededDraw.batch(shape, 1, seed);
    for (int i = 0; i < drawn.values().length; i++) {
      drawn.values()[i] = (room + Math.round((255 - 2 * room) * drawn.values()[i])) / 255f;
    }
    return drawn;
  }

  /** Logit 1 is so far below 0 that a gain of that many times eps · ||w||_1 just lifts it. */
  private static LinearBox below(TensorBatch input, double times) {
    LinearBox plain = new LinearBox(0);
    double most = 0;
    for (float weight : plain.weights()) {
      most += EPS * Math.abs(weight);
    }
    return new LinearBox(plain.product(input.values()) + times * most);
  }

  @Test
  void oneStepOnALinearBoxIsTheClosedForm() {
    TensorBatch input = input(LinearBox.SHAPE, 1, 0);
    LinearBox box = below(input, 0.2);
    Finding found = GradientAttack.fgsm(Norm.LINF, EPS).attack(box, input, Goal.away(0), 1);
    float[] weights = box.weights();
    for (int i = 0; i < weights.length; i++) {
      double wanted = input.values()[i] + EPS * Math.signum(weights[i]);
      assertThat(found.input().values()[i])
          .as("value %d", i)
          .isCloseTo((float) Math.max(0, Math.min(1, wanted)), within(1e-6f));
    }
    assertThat(found.gradients()).isEqualTo(1);
    assertThat(found.images()).isEqualTo(2);
  }

  @Test
  void oneStepOfTwoNormsLengthFollowsTheGradient() {
    TensorBatch input = input(LinearBox.SHAPE, 2, 40);
    Finding found =
        GradientAttack.fgsm(Norm.L2, 0.5).attack(below(input, 0.1), input, Goal.reach(1), 1);
    Perturbation change = Perturbation.between(input, found.input());
    assertThat(change.l2()).isBetween(0.47, 0.5 + 1e-6);
    LinearBox box = new LinearBox(0);
    double length = 0;
    for (float weight : box.weights()) {
      length += (double) weight * weight;
    }
    double gained = box.product(found.input().values()) - box.product(input.values());
    assertThat(gained).isBetween(0.46 * Math.sqrt(length), 0.501 * Math.sqrt(length));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void severalStepsReachWhatIsWithinTheBallAndNothingElse(boolean targeted) {
    TensorBatch input = input(LinearBox.SHAPE, 3, 10);
    GradientAttack pgd = GradientAttack.pgd(Norm.LINF, EPS, 10, 1);
    Goal goal = targeted ? Goal.reach(1) : Goal.away(0);
    Finding within = pgd.attack(below(input, 0.999), input, goal, 1);
    assertThat(within.reached()).isTrue();
    assertThat(within.answer().best(0)).isEqualTo(1);
    Finding beyond = pgd.attack(below(input, 1.001), input, goal, 1);
    assertThat(beyond.reached()).isFalse();
    assertThat(beyond.answer().best(0)).isZero();
  }

  @ParameterizedTest
  @EnumSource(ScoreKind.class)
  void anySmoothBoxIsFooledWithinTheBall(ScoreKind kind) {
    try (GlassBox box = new FakeBlackBox(FakeDials.of(SHAPE, 6).kind(kind))) {
      for (long seed = 1; seed <= 4; seed++) {
        TensorBatch input = input(SHAPE, seed, 0);
        int before = box.query(input).best(0);
        Finding found =
            GradientAttack.pgd(Norm.LINF, 16 / 255.0, 20, 3)
                .attack(box, input, Goal.away(before), seed);
        assertThat(found.reached()).as("%s, input %d", kind, seed).isTrue();
        assertThat(box.query(found.input()).best(0)).isNotEqualTo(before);
        assertThat(found.answer().values()).containsExactly(box.query(found.input()).values());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Norm.class)
  void whatIsFoundLiesInTheBallAndCanBeSaved(Norm norm) {
    double radius = norm == Norm.LINF ? 3 / 255.0 : 0.3;
    try (GlassBox box = new FakeBlackBox(FakeDials.of(SHAPE, 6).gain(30))) {
      TensorBatch input = input(SHAPE, 6, 0);
      float[] kept = input.values().clone();
      Goal goal = Goal.reach((box.query(input).best(0) + 3) % 6);
      Finding found = GradientAttack.pgd(norm, radius, 8, 2).attack(box, input, goal, 1);
      Perturbation change = Perturbation.between(input, found.input());
      assertThat(norm == Norm.LINF ? change.linf() : change.l2())
          .isPositive()
          .isLessThanOrEqualTo(radius + 1e-6);
      for (float value : found.input().values()) {
        assertThat(value).isBetween(0f, 1f);
        assertThat(255 * value).isCloseTo(Math.round(255 * value), within(1e-4f));
      }
      assertThat(input.values()).containsExactly(kept);
    }
  }

  @Test
  void theSameSeedFindsTheSameAndAnotherSomethingElse() {
    try (GlassBox box = new FakeBlackBox(FakeDials.of(SHAPE, 6))) {
      TensorBatch input = input(SHAPE, 7, 0);
      Goal goal = Goal.away(box.query(input).best(0));
      GradientAttack pgd = GradientAttack.pgd(Norm.LINF, 16 / 255.0, 20, 1);
      float[] first = pgd.attack(box, input, goal, 1).input().values();
      assertThat(pgd.attack(box, input, goal, 1).input().values()).containsExactly(first);
      assertThat(pgd.attack(box, input, goal, 2).input().values()).isNotEqualTo(first);
    }
  }

  @Test
  void lessThanAGreyLevelIsRefused() {
    assertThatThrownBy(() -> GradientAttack.fgsm(Norm.LINF, 0.003))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "eps is 0.003; it is at least 1/255, the smallest change that a saved picture keeps");
    assertThatThrownBy(() -> GradientAttack.pgd(Norm.LINF, EPS, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("steps 0");
  }
}

package io.retask.testkit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Cause;
import io.retask.loss.CrossEntropy;
import io.retask.mapping.TrainableMapping;
import io.retask.mapping.readout.ReadoutLayer;
import io.retask.optim.Differences;
import io.retask.optim.Estimator;
import io.retask.optim.Proposal;
import io.retask.optim.StepKey;
import io.retask.program.Program;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.CountingBox;
import io.retask.testkit.blackbox.FakeBlackBox;
import io.retask.testkit.blackbox.FakeDials;
import io.retask.testkit.blackbox.SeededDraw;
import io.retask.train.GlassObjective;
import io.retask.train.Slope;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GlassObjectiveTest {
  private static final Shape BOX = Shape.of(1, 6, 6);
  private static final double RIDGE = 0.02;
  private static final double READOUT_RIDGE = 0.3;
  private static final double UNIT = 0.1;

  private final Setting setting = new Setting(10_000);
  private final Program program = setting.program;

  private static FakeBlackBox glass(ScoreKind kind) {
    return new FakeBlackBox(FakeDials.of(BOX, 8).kind(kind));
  }

  private static ReadoutLayer layer(FakeBlackBox box) {
    return ReadoutLayer.over(box.query(SeededDraw.batch(BOX, 6, 71)), 3, UNIT, READOUT_RIDGE);
  }

  private GlassObjective objective(BlackBox box, TrainableMapping mapping) {
    return objective(new PlainMeter(box, 1_000_000), mapping);
  }

  private GlassObjective objective(PlainMeter meter, TrainableMapping mapping) {
    return new GlassObjective(program, meter, mapping, CrossEntropy.deep(), setting.data, RIDGE);
  }

  private float[] weights() {
    float[] weights = new float[program.parameterCount()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (SeededDraw.uniform(72, i) - 0.5);
    }
    return weights;
  }

  /** Loss with penalties, by queries alone. */
  private double value(FakeBlackBox box, GlassObjective objective, float[] at, boolean layered) {
    int[] rows = Setting.batch(0);
    float[] w = objective.weights(at);
    TensorBatch inputs = setting.data.tensors(rows, program.inputShape()).all();
    Scores answers = box.query(program.apply(inputs, w));
    double value =
        CrossEntropy.deep().of(objective.mapping(at).apply(answers), setting.data.classesOf(rows));
    for (float weight : w) {
      value += RIDGE * weight * weight;
    }
    for (int i = w.length; layered && i < w.length + 24; i++) {
      value += READOUT_RIDGE / 2 * Math.pow(UNIT * at[i], 2);
    }
    return value;
  }

  @ParameterizedTest
  @EnumSource(ScoreKind.class)
  void theGradientOfAFixedMappingAgreesWithCentralDifferences(ScoreKind kind) {
    FakeBlackBox box = glass(kind);
    check(box, objective(box, TrainableMapping.fixed(setting.mapping)), false);
  }

  @ParameterizedTest
  @EnumSource(ScoreKind.class)
  void theGradientOfProgramAndReadoutAgreesWithCentralDifferences(ScoreKind kind) {
    FakeBlackBox box = glass(kind);
    check(box, objective(box, layer(box)), true);
  }

  private void check(FakeBlackBox box, GlassObjective objective, boolean layered) {
    float[] at = objective.initial(weights());
    assertThat(at).hasSize(program.parameterCount() + (layered ? 27 : 0));
    for (int i = program.parameterCount(); i < at.length; i++) {
      at[i] = (float) (10 * SeededDraw.uniform(73, i) - 5);
    }
    float[] gradient = objective.slope(0, at, Setting.batch(0)).gradient();
    for (int i = 0; i < at.length; i++) {
      float[] above = at.clone();
      float[] below = at.clone();
      above[i] += 1f / 128;
      below[i] -= 1f / 128;
      double slope =
          (value(box, objective, above, layered) - value(box, objective, below, layered)) * 64;
      assertThat((double) gradient[i])
          .as("parameter %d", i)
          .isCloseTo(slope, within(2e-4 + 5e-3 * Math.abs(slope)));
    }
  }

  @Test
  void everyRowIsBilledOnceAndTheBatchIsJudgedOnTheWay() {
    FakeBlackBox box = glass(ScoreKind.LOGITS);
    PlainMeter meter = new PlainMeter(box, 1_000_000);
    GlassObjective objective = objective(meter, TrainableMapping.fixed(setting.mapping));
    float[] at = objective.initial(weights());
    Slope slope = objective.slope(0, at, Setting.batch(0));
    assertThat(meter.bill().byCause()).containsOnlyKeys(Cause.GRADIENT);
    assertThat(meter.bill().reservedImages()).isEqualTo(Setting.BATCH);
    double penalty = 0;
    for (float weight : at) {
      penalty += RIDGE * weight * weight;
    }
    assertThat(slope.base().loss() + penalty)
        .isCloseTo(value(box, objective, at, false), within(1e-9));
    assertThat(slope.base().count()).isEqualTo(Setting.BATCH);
  }

  @Test
  void aBoxThatOnlyAnswersHasNoGradient() {
    PlainMeter meter = new PlainMeter(CountingBox.of(FakeBlackBox.of(BOX, 8)), 100);
    GlassObjective objective = objective(meter, TrainableMapping.fixed(setting.mapping));
    assertThatThrownBy(() -> objective.slope(0, weights(), Setting.batch(0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "'fake' answers queries and no more; open it as a glass box to see its gradients");
    assertThat(meter.bill().reservedImages()).isZero();
  }

  /**
   * On a function that is almost linear within beta, the relative squared error of the mean over q
   * independent directions is (d - 1)/q, so that its squared cosine with the gradient is near q/(q
   * + d - 1) (methods, section 5). 300 estimates each, fixed seeds; each of 4 means may be 4
   * standard errors off, so a right estimator fails by chance once in 4,000 choices of the seeds.
   */
  @Test
  void theEstimateTurnsToTheGradientWithTheNumberOfDirections() {
    FakeBlackBox box = glass(ScoreKind.LOGITS);
    GlassObjective objective = objective(box, TrainableMapping.fixed(setting.mapping));
    float[] exact = unpenalised(objective.slope(0, weights(), Setting.batch(0)).gradient());
    double before = 0;
    for (int directions : new int[] {1, 4, 16, 64}) {
      double[] errors = new double[300];
      double cosine = 0;
      for (int draw = 0; draw < errors.length; draw++) {
        float[] estimate = estimate(box, objective, directions, 1000L * directions + draw);
        errors[draw] = squared(estimate, exact, -1) / squared(exact, exact, 0);
        cosine += Math.pow(cosine(estimate, exact), 2) / errors.length;
      }
      double mean = IntStream.range(0, 300).mapToDouble(i -> errors[i]).average().orElseThrow();
      double spread =
          Math.sqrt(
              IntStream.range(0, 300).mapToDouble(i -> Math.pow(errors[i] - mean, 2)).sum()
                  / 300
                  / 299);
      int d = exact.length;
      assertThat(mean).isCloseTo((d - 1.0) / directions, within(4 * spread));
      assertThat(cosine)
          .isGreaterThan(before)
          .isCloseTo(directions / (directions + d - 1.0), within(0.04));
      before = cosine;
    }
  }

  private float[] unpenalised(float[] gradient) {
    float[] weights = weights();
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] -= (float) (2 * RIDGE * weights[i]);
      assertThat(gradient[i]).isNotZero();
    }
    return gradient;
  }

  private float[] estimate(FakeBlackBox box, GlassObjective objective, int directions, long seed) {
    Estimator estimator = Differences.oneSided(directions, 0.01);
    StepKey key = new StepKey(seed, 0);
    Proposal probes = estimator.around(weights(), key);
    double[] losses = new double[probes.size()];
    for (int point = 0; point < losses.length; point++) {
      float[] at = probes.point(point);
      double penalty = 0;
      for (float weight : at) {
        penalty += RIDGE * weight * weight;
      }
      losses[point] = value(box, objective, at, false) - penalty;
    }
    return estimator.estimate(key, weights().length, losses);
  }

  /** |a + sign · b|². */
  private static double squared(float[] a, float[] b, int sign) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.pow((double) a[i] + sign * b[i], 2);
    }
    return sum;
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
    }
    return product / Math.sqrt(squared(a, a, 0) * squared(b, b, 0));
  }
}

package io.retask.testkit.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retask.optim.Optimizer;
import io.retask.optim.Proposal;
import io.retask.optim.StepKey;
import io.retask.testkit.concurrent.AtOnce;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The laws of {@link Optimizer}; a new optimiser is tested by a subclass that makes one.
 *
 * @param <S> the state
 */
public abstract class OptimizerContract<S> {
  private static final int PARAMETERS = 7;

  /** The optimiser under test, set for a start of 0 and a minimum at 1. */
  protected abstract Optimizer<S> optimizer();

  /** How many evaluations of a sphere in 7 dimensions it may take to reach {@link #solved}. */
  protected abstract int evaluations();

  /** The squared distance that counts as solved; 7 is where it starts. */
  protected double solved() {
    return 0.01;
  }

  private S start() {
    return optimizer().start(new float[PARAMETERS]);
  }

  private S after(int steps) {
    return Surfaces.run(optimizer(), start(), 0, steps, Surfaces::sphere);
  }

  private byte[] bytes(S state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    optimizer().write(state, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private S read(byte[] bytes) throws IOException {
    return optimizer().read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  @Test
  final void theStateContinuesBitForBitFromItsBytes() throws IOException {
    S uninterrupted = after(12);
    S now = start();
    for (int step = 0; step < 12; step++) {
      now = Surfaces.run(optimizer(), read(bytes(now)), step, step + 1, Surfaces::sphere);
    }
    assertThat(bytes(now)).isEqualTo(bytes(uninterrupted));
    assertThat(optimizer().best(now)).isEqualTo(optimizer().best(uninterrupted));
  }

  @Test
  final void aTruncatedStateIsAnIoFailure() throws IOException {
    byte[] bytes = bytes(after(2));
    assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length - 3)))
        .isInstanceOf(IOException.class);
  }

  @Test
  final void nothingToOptimiseIsRefused() {
    assertThatThrownBy(() -> optimizer().start(new float[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is nothing to optimise: 0 parameters");
  }

  @Test
  final void arraysOfTheCallerStayAsTheyAre() throws IOException {
    float[] initial = new float[PARAMETERS];
    S state = optimizer().start(initial);
    initial[0] = 9;
    assertThat(optimizer().best(state)).isEqualTo(new float[PARAMETERS]);
    Proposal asked = optimizer().ask(state, new StepKey(5, 0));
    double[] losses = Surfaces.losses(asked, Surfaces::sphere);
    double[] kept = losses.clone();
    byte[] before = bytes(state);
    optimizer().tell(state, asked, losses);
    assertThat(losses).isEqualTo(kept);
    assertThat(bytes(state)).isEqualTo(before);
    Arrays.fill(asked.point(0), 77);
    Arrays.fill(optimizer().best(state), 77);
    assertThat(bytes(state)).isEqualTo(before);
  }

  @Test
  final void theSameKeyGivesTheSamePoints() {
    S state = after(1);
    Proposal first = optimizer().ask(state, new StepKey(5, 1));
    Proposal second = optimizer().ask(state, new StepKey(5, 1));
    for (int i = first.size() - 1; i >= 0; i--) {
      assertThat(first.point(i)).isEqualTo(second.point(i)).isNotSameAs(first.point(i));
    }
  }

  @Test
  final void severalThreadsGetTheSamePoints() throws InterruptedException {
    Proposal asked = optimizer().ask(start(), new StepKey(5, 0));
    AtOnce.asInTurn(i -> asked.point(i % asked.size()));
  }

  @Test
  final void anotherSeedOrStepGivesOtherPoints() {
    Proposal asked = optimizer().ask(start(), new StepKey(5, 0));
    int last = asked.size() - 1;
    assertThat(optimizer().ask(start(), new StepKey(6, 0)).point(last))
        .isNotEqualTo(asked.point(last));
    S same = Surfaces.run(optimizer(), start(), 0, 1, point -> 1);
    assertThat(optimizer().ask(same, new StepKey(5, 1)).point(last))
        .isNotEqualTo(asked.point(last));
  }

  @Test
  final void aPointBeyondTheProposalIsRefused() {
    Proposal asked = optimizer().ask(start(), new StepKey(5, 0));
    assertThatThrownBy(() -> asked.point(asked.size()))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> asked.point(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  final void aProposalOfAnotherStepIsRefused() {
    Proposal old = optimizer().ask(start(), new StepKey(5, 0));
    double[] losses = Surfaces.losses(old, Surfaces::sphere);
    assertThatThrownBy(() -> optimizer().tell(after(1), old, losses))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the state is at step 1, but the proposal is of step 0");
  }

  @Test
  final void aKeyOfAnotherStepIsRefused() {
    assertThatThrownBy(() -> optimizer().ask(start(), new StepKey(5, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the state is at step 0, but the key is of step 3");
  }

  @Test
  final void aMissingLossIsRefused() {
    Proposal asked = optimizer().ask(start(), new StepKey(5, 0));
    int size = asked.size();
    assertThatThrownBy(() -> optimizer().tell(start(), asked, new double[size - 1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a step has %d points and a loss for each, but there are %d points and %d losses"
                .formatted(size, size, size - 1));
  }

  @Test
  final void aLossThatIsNoNumberIsRefusedByPointAndStep() {
    Proposal asked = optimizer().ask(start(), new StepKey(5, 0));
    double[] losses = new double[asked.size()];
    losses[1] = Double.NaN;
    assertThatThrownBy(() -> optimizer().tell(start(), asked, losses))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the loss of point 1 in step 0 is NaN; losses are finite numbers");
  }

  @Test
  final void parametersThatAreNoNumbersAreRefused() {
    assertThatThrownBy(() -> optimizer().start(new float[] {0, Float.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parameter 1 is NaN at the start; parameters are finite numbers");
  }

  @Test
  final void aConstantOnAllLossesChangesNothing() {
    float[] plain = optimizer().best(after(10));
    float[] raised =
        optimizer().best(Surfaces.run(optimizer(), start(), 0, 10, p -> Surfaces.sphere(p) + 64));
    for (int i = 0; i < plain.length; i++) {
      assertThat(raised[i]).isCloseTo(plain[i], within(1e-4f));
    }
  }

  @Test
  final void theSphereIsSolvedWithinTheEvaluationsThatWereDeclared() {
    int points = optimizer().ask(start(), new StepKey(5, 0)).size();
    int[] evaluated = new int[1];
    int steps = evaluations() / points;
    S end =
        Surfaces.run(
            optimizer(),
            start(),
            0,
            steps,
            point -> {
              evaluated[0]++;
              return Surfaces.sphere(point);
            });
    assertThat(evaluated[0]).isEqualTo(steps * points);
    assertThat(Surfaces.sphere(optimizer().best(end))).isLessThan(solved());
  }
}

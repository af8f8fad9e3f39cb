package io.retask.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Fixed seed; every limit lies at 4 standard errors or more, a false alarm in 15,000 seeds. */
class GaussiansTest {
  private static final int COUNT = 4_000_000;
  private static final float[] DRAWN = drawn();

  private static float[] drawn() {
    float[] drawn = new float[COUNT];
    Directions.gaussian(new StepKey(17, 3), 0, drawn);
    return drawn;
  }

  private static double moment(int power) {
    double sum = 0;
    for (float x : DRAWN) {
      sum += Math.pow(x, power);
    }
    return sum / COUNT;
  }

  @Test
  void theFirstFourMomentsAreThoseOfTheNormalLaw() {
    double root = Math.sqrt(COUNT);
    assertThat(moment(1)).isCloseTo(0, within(4 / root));
    assertThat(moment(2)).isCloseTo(1, within(4 * Math.sqrt(2) / root));
    assertThat(moment(3)).isCloseTo(0, within(4 * Math.sqrt(15) / root));
    assertThat(moment(4)).isCloseTo(3, within(4 * Math.sqrt(96) / root));
  }

  @Test
  void theHistogramFitsByChiSquare() {
    double width = 0.125;
    int bins = 64;
    long[] counts = new long[bins];
    for (float x : DRAWN) {
      int bin = (int) Math.floor(x / width) + bins / 2;
      if (bin >= 0 && bin < bins) {
        counts[bin]++;
      }
    }
    double chi = 0;
    for (int bin = 0; bin < bins; bin++) {
      double low = (bin - bins / 2) * width;
      double expected = COUNT * mass(low, low + width);
      chi += (counts[bin] - expected) * (counts[bin] - expected) / expected;
    }
    assertThat(chi).isBetween(bins - 4 * Math.sqrt(2 * bins), bins + 4 * Math.sqrt(2 * bins));
  }

  @Test
  void theTailBeyondTheLastEdgeHasItsMassOnBothSides() {
    for (double edge : new double[] {3, 3.5, 3.654152885361009, 4, 4.5}) {
      double expected = COUNT * mass(edge, 9);
      long above = 0;
      long below = 0;
      for (float x : DRAWN) {
        above += x > edge ? 1 : 0;
        below += x < -edge ? 1 : 0;
      }
      assertThat((double) above).isCloseTo(expected, within(4 * Math.sqrt(expected) + 1));
      assertThat((double) below).isCloseTo(expected, within(4 * Math.sqrt(expected) + 1));
    }
  }

  @Test
  void neighboursAndStreamsAreUncorrelated() {
    float[] other = new float[COUNT];
    Directions.gaussian(new StepKey(17, 3), 1, other);
    double lag = 0;
    double cross = 0;
    for (int i = 1; i < COUNT; i++) {
      lag += DRAWN[i] * DRAWN[i - 1];
      cross += DRAWN[i] * other[i];
    }
    assertThat(lag / COUNT).isCloseTo(0, within(4 / Math.sqrt(COUNT)));
    assertThat(cross / COUNT).isCloseTo(0, within(4 / Math.sqrt(COUNT)));
  }

  @Test
  void aShorterArrayIsTheBeginningOfALongerOne() {
    float[] few = new float[1000];
    Directions.gaussian(new StepKey(17, 3), 0, few);
    assertThat(few).isEqualTo(java.util.Arrays.copyOf(DRAWN, 1000));
  }

  @Test
  void aDirectionHasLengthOne() {
    for (int size : new int[] {1, 2, 3, 5, 1001}) {
      float[] unit = new float[size];
      Directions.unit(new StepKey(4, 0), 2, unit);
      double sum = 0;
      for (float x : unit) {
        sum += (double) x * x;
      }
      assertThat(sum).isCloseTo(1, within(1e-6));
    }
  }

  /** The normal mass between two places, by Simpson's rule. */
  private static double mass(double from, double to) {
    int parts = 2000;
    double h = (to - from) / parts;
    double sum = 0;
    for (int i = 0; i <= parts; i++) {
      double weight = i == 0 || i == parts ? 1 : (i % 2 == 1 ? 4 : 2);
      double x = from + i * h;
      sum += weight * Math.exp(-x * x / 2);
    }
    return sum * h / 3 / Math.sqrt(2 * Math.PI);
  }
}

package io.retask.testkit.blackbox;

import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Price;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Visibility;
import io.retask.blackbox.meter.Sleeper;
import io.retask.tensor.Shape;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a {@link FakeBlackBox} behaves. Begin with {@link #of} and turn what matters.
 *
 * @param input the shape of one input
 * @param classes the number of labels, K
 * @param seed chooses the weights; part of the fingerprint
 * @param gain how steep the answers are: 1 gives soft probabilities, 5 sharp ones
 * @param kind what the scores mean
 * @param maxBatch the most rows of one query
 * @param concurrency how many queries may be under way at once
 * @param price what an image costs
 * @param latency how long a query takes
 * @param sleeper how the latency is waited for
 */
public record FakeDials(
    Shape input,
    int classes,
    long seed,
    double gain,
    ScoreKind kind,
    int maxBatch,
    int concurrency,
    Price price,
    Duration latency,
    Sleeper sleeper) {

  /** Probabilities, batches of up to 64, 4 at once, free and without delay. */
  public static FakeDials of(Shape input, int classes) {
    return new FakeDials(
        input,
        classes,
        1,
        2,
        ScoreKind.PROBABILITIES,
        64,
        4,
        Price.FREE,
        Duration.ZERO,
        Sleeper.REAL);
  }

  /** Other weights. */
  public FakeDials seed(long other) {
    return new FakeDials(
        input, classes, other, gain, kind, maxBatch, concurrency, price, latency, sleeper);
  }

  /** Steeper or flatter answers. */
  public FakeDials gain(double other) {
    return new FakeDials(
        input, classes, seed, other, kind, maxBatch, concurrency, price, latency, sleeper);
  }

  /** Another kind of score. */
  public FakeDials kind(ScoreKind other) {
    return new FakeDials(
        input, classes, seed, gain, other, maxBatch, concurrency, price, latency, sleeper);
  }

  /** Other limits. */
  public FakeDials limits(int otherMaxBatch, int otherConcurrency) {
    return new FakeDials(
        input, classes, seed, gain, kind, otherMaxBatch, otherConcurrency, price, latency, sleeper);
  }

  /** Another price. */
  public FakeDials price(Price other) {
    return new FakeDials(
        input, classes, seed, gain, kind, maxBatch, concurrency, other, latency, sleeper);
  }

  /** A delay for each query, waited for by {@code how}. */
  public FakeDials latency(Duration other, Sleeper how) {
    return new FakeDials(
        input, classes, seed, gain, kind, maxBatch, concurrency, price, other, how);
  }

  BlackBoxSpec spec() {
    List<String> labels = IntStream.range(0, classes).mapToObj(k -> "label-" + k).toList();
    String fingerprint = "fake:%d:%s:%s:%s:%d".formatted(seed, gain, kind, input, classes);
    return new BlackBoxSpec(
        "fake",
        fingerprint,
        input,
        labels,
        kind,
        Visibility.FULL,
        maxBatch,
        concurrency,
        true,
        price);
  }
}

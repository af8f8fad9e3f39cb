package io.retask.app.cli;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxFailure;
import io.retask.blackbox.BlackBoxProvider;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.GlassBox;
import io.retask.blackbox.GlassBoxProvider;
import io.retask.blackbox.Price;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Sleeper;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.testkit.blackbox.CountingBox;
import io.retask.testkit.blackbox.FakeBlackBox;
import io.retask.testkit.blackbox.FakeDials;
import io.retask.testkit.blackbox.SeenFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Opens {@code fake:key=value,...}: {@code seen} names the file that counts durably, {@code
 * latency} is in milliseconds, {@code price} is for 1,000 images, {@code fails} is the number of
 * images after which the box fails, and {@code again} says whether that failure is worth another
 * attempt. {@code fills} is a {@link SmallDisk} that is full, once, when answer 25 comes.
 */
public final class FakeBoxProvider implements BlackBoxProvider, GlassBoxProvider {
  private static final String SCHEME = "fake:";
  private static final Map<String, TensorBatch> ROWS = new ConcurrentHashMap<>();

  /** The shape of its input. */
  static final Shape INPUT = Shape.of(3, TinyWorld.SIDE, TinyWorld.SIDE);

  @Override
  public boolean opens(String box) {
    return box.startsWith(SCHEME);
  }

  @Override
  public GlassBox open(String box, Path folder) {
    Map<String, String> dials =
        Arrays.stream(box.substring(SCHEME.length()).split(","))
            .map(dial -> dial.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    Duration latency = Duration.ofMillis(Long.parseLong(dials.getOrDefault("latency", "0")));
    FakeBlackBox fake =
        new FakeBlackBox(
            FakeDials.of(INPUT, 8)
                .limits(4, 2)
                .price(new Price(new BigDecimal(dials.getOrDefault("price", "0")), "USD"))
                .latency(latency, Sleeper.REAL));
    BlackBox counted = CountingBox.durable(new Kept(fake), Path.of(dials.get("seen")));
    return new Glass(troubled(counted, dials), fake);
  }

  private static BlackBox troubled(BlackBox counted, Map<String, String> dials) {
    if (dials.containsKey("fills")) {
      return new Filling(counted, new SmallDisk(Path.of(dials.get("fills"))), new AtomicLong());
    }
    String limit = dials.get("fails");
    return limit == null
        ? counted
        : new Mortal(counted, Long.parseLong(limit), "yes".equals(dials.get("again")));
  }

  /** Every row that any box of this process was sent, by its name in the file of the counter. */
  static Map<String, TensorBatch> rows() {
    return ROWS;
  }

  /** A box whose gradients follow queries for the same rows, which were counted there. */
  private record Glass(BlackBox asked, GlassBox inner) implements GlassBox {
    @Override
    public BlackBoxSpec spec() {
      return asked.spec();
    }

    @Override
    public Scores query(TensorBatch inputs) {
      return asked.query(inputs);
    }

    @Override
    public TensorBatch gradient(TensorBatch inputs, float[] cotangent) {
      return inner.gradient(inputs, cotangent);
    }

    @Override
    public void close() {
      asked.close();
    }
  }

  /** A box that remembers what it was sent. */
  private record Kept(BlackBox inner) implements BlackBox {
    @Override
    public BlackBoxSpec spec() {
      return inner.spec();
    }

    @Override
    public Scores query(TensorBatch inputs) {
      for (int row = 0; row < inputs.count(); row++) {
        TensorBatch single = inputs.rows(row, row + 1);
        ROWS.put(SeenFile.names(single).get(0), single);
      }
      return inner.query(inputs);
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  /** A box during whose answer somebody fills the disk. */
  private record Filling(BlackBox inner, SmallDisk disk, AtomicLong images) implements BlackBox {
    private static final long ROOM = 24;

    @Override
    public BlackBoxSpec spec() {
      return inner.spec();
    }

    @Override
    public Scores query(TensorBatch inputs) {
      Scores answers = inner.query(inputs);
      if (images.addAndGet(inputs.count()) > ROOM) {
        fill();
      }
      return answers;
    }

    private synchronized void fill() {
      try {
        if (!disk.isFilled()) {
          disk.fillUpTo(0);
        }
      } catch (IOException taken) {
        // by the ledger: it wrote on the last page first, so the disk is full all the same
        return;
      }
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  /** A box that fails. */
  private static final class Mortal implements BlackBox {
    private final BlackBox inner;
    private final AtomicLong left;
    private final boolean again;

    Mortal(BlackBox inner, long images, boolean again) {
      this.inner = inner;
      this.left = new AtomicLong(images);
      this.again = again;
    }

    @Override
    public BlackBoxSpec spec() {
      return inner.spec();
    }

    @Override
    public Scores query(TensorBatch inputs) {
      if (left.addAndGet(-inputs.count()) < 0) {
        throw new BlackBoxFailure(
            "'fake' answered 410 Gone; it was switched off", again, new IOException("410"));
      }
      return inner.query(inputs);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}

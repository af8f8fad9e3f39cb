package io.retask.testkit.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Price;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.blackbox.Visibility;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.Metering;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import io.retask.testkit.blackbox.SeededDraw;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the accounting costs beside a box that costs nothing. */
final class MeterCostTest {
  private static final Shape SHAPE = Shape.of(3, 128, 128);

  @TempDir private Path folder;

  @Test
  @Tag("slow")
  void accountingIsFarCheaperThanAnyBox() {
    int images = Integer.getInteger("retask.costImages", 10_000);
    try (Ledger ledger = Ledger.open(folder.resolve("ledger.db"), LedgerContract.CLOCK);
        LedgerBox metered = new LedgerBox(new InstantBox(), ledger, Metering.USUAL)) {
      double warm = microsPerImage(metered, images / 4, 1);
      double sent = microsPerImage(metered, images, 2);
      double cached = microsPerImage(metered, images, 2);
      String figures =
          "CPU a image: sent %.1f us, cached %.1f us (warming up %.1f us)"
              .formatted(sent, cached, warm);
      System.out.println(figures);
      assertThat(sent).as(figures).isLessThan(400);
    }
  }

  /** CPU time of the whole process, less that of making the rows. */
  private static double microsPerImage(LedgerBox metered, int images, int seed) {
    Numbered source = new Numbered(images, seed);
    long start = cpuNanos();
    for (int from = 0; from < images; from += 20) {
      source.rows(from, from + 20);
    }
    long made = cpuNanos() - start;
    start = cpuNanos();
    for (int from = 0; from < images; from += 1000) {
      metered.query(Cause.TRAINING, new Part(source, from, Math.min(images, from + 1000)));
    }
    return (cpuNanos() - start - made) / 1e3 / images;
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Rows that differ in two places. */
  private record Numbered(int count, int seed) implements TensorSource {
    private static final float[] BASE = SeededDraw.batch(SHAPE, 1, 5).values();

    @Override
    public Shape shape() {
      return SHAPE;
    }

    @Override
    public TensorBatch rows(int from, int to) {
      TensorBatch batch = TensorBatch.allocate(SHAPE, to - from);
      for (int row = 0; row < batch.count(); row++) {
        System.arraycopy(BASE, 0, batch.values(), batch.offset(row), BASE.length);
        batch.values()[batch.offset(row) + 20_000] = from + row;
        batch.values()[batch.offset(row)] = seed;
      }
      return batch;
    }

    @Override
    public int grain() {
      return 20;
    }
  }

  private record Part(TensorSource whole, int from, int to) implements TensorSource {
    @Override
    public Shape shape() {
      return whole.shape();
    }

    @Override
    public int count() {
      return to - from;
    }

    @Override
    public TensorBatch rows(int first, int last) {
      return whole.rows(from + first, from + last);
    }

    @Override
    public int grain() {
      return whole.grain();
    }
  }

  private static final class InstantBox implements BlackBox {
    private static final int CLASSES = 1001;
    private final BlackBoxSpec spec =
        new BlackBoxSpec(
            "instant",
            "instant:1",
            SHAPE,
            IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList(),
            ScoreKind.LOGITS,
            Visibility.FULL,
            64,
            2,
            true,
            Price.FREE);

    @Override
    public BlackBoxSpec spec() {
      return spec;
    }

    @Override
    public Scores query(TensorBatch inputs) {
      return Scores.wrap(
          inputs.count(), CLASSES, ScoreKind.LOGITS, new float[inputs.count() * CLASSES]);
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}

package io.retask.app.run;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Asks a box a few dozen times to learn what it is. It is not part of a run and keeps its own
 * count: the same picture has to be asked twice, which a ledger would never do.
 */
public final class Probe {
  private static final int PICTURES = 16;
  private static final double TOLERANCE = 1e-3;

  /**
   * Below this spread the answers hardly depend on the picture; docs/boxes.md has the spreads of
   * five boxes, fed rightly and wrongly.
   */
  static final double LEAST_SPREAD = 0.4;

  private final Workbench bench;

  /** A probe that finds boxes and data where the bench does. */
  public Probe(Workbench bench) {
    this.bench = bench;
  }

  /**
   * Probes a box.
   *
   * @param data real pictures to ask it with; null for drawn ones
   */
  public ProbeResult probe(String box, @Nullable String data) {
    try (BlackBox opened = bench.openBox(box)) {
      TensorBatch pictures =
          data == null
              ? DrawnPictures.of(opened.spec().input(), PICTURES)
              : bench.somePictures(data, opened.spec().input(), PICTURES);
      return new Session(opened).probe(pictures, data != null);
    }
  }

  private static final class Session {
    private final BlackBox box;
    private long queries;

    Session(BlackBox box) {
      this.box = box;
    }

    ProbeResult probe(TensorBatch pictures, boolean real) {
      BlackBoxSpec spec = box.spec();
      Scores first = ask(pictures);
      boolean deterministic = Arrays.equals(first.values(), ask(pictures).values());
      List<Double> milliseconds = new ArrayList<>();
      double difference = difference(first, singles(pictures, milliseconds));
      Scores nudged = ask(nudge(pictures));
      double spread = spread(first);
      return new ProbeResult(
          spec.name(),
          spec.fingerprint(),
          spec.input().toString(),
          spec.classes(),
          spec.scoreKind().name(),
          spec.visibility().name(),
          deterministic,
          difference <= TOLERANCE,
          difference,
          step(first),
          !Arrays.equals(first.values(), nudged.values()),
          milliseconds.get(milliseconds.size() / 2),
          spread,
          warnings(deterministic, spread, real),
          queries);
    }

    private Scores ask(TensorBatch batch) {
      int most = box.spec().maxBatch();
      float[] all = new float[batch.count() * box.spec().classes()];
      for (int from = 0; from < batch.count(); from += most) {
        TensorBatch part = batch.rows(from, Math.min(batch.count(), from + most));
        queries += part.count();
        float[] answer = box.query(part).values();
        System.arraycopy(answer, 0, all, from * box.spec().classes(), answer.length);
      }
      return Scores.wrap(batch.count(), box.spec().classes(), box.spec().scoreKind(), all);
    }

    private Scores singles(TensorBatch pictures, List<Double> milliseconds) {
      List<float[]> rows = new ArrayList<>();
      for (int row = 0; row < pictures.count(); row++) {
        long began = System.nanoTime();
        rows.add(ask(pictures.rows(row, row + 1)).values());
        milliseconds.add((System.nanoTime() - began) / 1e6);
      }
      milliseconds.sort(null);
      float[] all = new float[pictures.count() * box.spec().classes()];
      for (int row = 0; row < rows.size(); row++) {
        System.arraycopy(rows.get(row), 0, all, row * box.spec().classes(), box.spec().classes());
      }
      return Scores.wrap(pictures.count(), box.spec().classes(), box.spec().scoreKind(), all);
    }
  }

  private static TensorBatch nudge(TensorBatch pictures) {
    float[] values = pictures.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += (values[i] < 0.5f ? 0.25f : -0.25f) / 255;
    }
    return TensorBatch.wrap(pictures.shape(), pictures.count(), values);
  }

  private static double difference(Scores one, Scores other) {
    double largest = 0;
    for (int i = 0; i < one.values().length; i++) {
      double gap = Math.abs(one.values()[i] - other.values()[i]);
      largest = Double.isNaN(gap) ? largest : Math.max(largest, gap);
    }
    return largest;
  }

  private static @Nullable Double step(Scores scores) {
    TreeSet<Float> told = new TreeSet<>();
    for (float value : scores.values()) {
      if (!Float.isNaN(value)) {
        told.add(value);
      }
    }
    double smallest = Double.POSITIVE_INFINITY;
    Float before = null;
    for (Float value : told) {
      smallest = before == null ? smallest : Math.min(smallest, value - before);
      before = value;
    }
    return Double.isInfinite(smallest) ? null : Double.valueOf(smallest);
  }

  /** The standard deviation of a label's log-score over the pictures, averaged over labels. */
  static double spread(Scores scores) {
    float[] z = scores.logScores();
    int labels = scores.classes();
    double total = 0;
    for (int label = 0; label < labels; label++) {
      double sum = 0;
      double squares = 0;
      for (int row = 0; row < scores.count(); row++) {
        double value = z[row * labels + label];
        sum += value;
        squares += value * value;
      }
      double mean = sum / scores.count();
      total += Math.sqrt(Math.max(0, squares / scores.count() - mean * mean));
    }
    return total / labels;
  }

  private static List<String> warnings(boolean deterministic, double spread, boolean real) {
    List<String> warnings = new ArrayList<>();
    if (spread < LEAST_SPREAD) {
      warnings.add(
          ("the answers hardly depend on the picture (spread %.2f nats, usual is above %.1f): the"
                  + " input range is probably wrong; look at input.scale, mean and std in the"
                  + " description (a box that wants 0-255 takes scale: 255)")
              .formatted(spread, LEAST_SPREAD));
    }
    if (!deterministic) {
      warnings.add("the same pictures got other scores the second time; a run cannot be repeated");
    }
    if (!real) {
      warnings.add("the pictures were drawn, not real; give --data for a judgement on yours");
    }
    return warnings;
  }
}

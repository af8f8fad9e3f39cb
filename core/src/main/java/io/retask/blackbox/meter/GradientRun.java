package io.retask.blackbox.meter;

import io.retask.blackbox.GlassBox;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A mini-batch that is shown to a glass box: one attempt, one image a row, however many passes the
 * box makes over it. The rows are cut in parts of a few, an even number of them, which two cores
 * share alike; the cut depends on nothing but their number.
 *
 * <p>What is stored is a mark that these rows were shown at this step, not the gradient. Where they
 * are shown again, because a run was cut off before its checkpoint, the attempt counts as spent but
 * not as settled: so settled images are the same whether a run was cut off or not.
 */
final class GradientRun {
  private static final int ROWS = 4;
  private static final Scores MARK = Scores.wrap(1, 1, ScoreKind.PROBABILITIES, new float[] {1});

  private final LedgerBox owner;
  private final GlassBox glass;
  private final TensorBatch inputs;
  private final int parts;

  GradientRun(LedgerBox owner, GlassBox glass, TensorBatch inputs) {
    this.owner = owner;
    this.glass = glass;
    this.inputs = inputs;
    int rows = Math.min(ROWS, glass.spec().maxBatch());
    int least = (inputs.count() + rows - 1) / rows;
    this.parts = Math.min(inputs.count(), least == 1 ? 1 : least + least % 2);
  }

  TensorBatch at(long step, Function<Scores, float[]> cotangent) {
    Ledger ledger = owner.ledger();
    // the mark of the last step may still be on its way to the store
    ledger.flush();
    ContentKey mark = mark(step);
    boolean again = ledger.stored(owner.number(), List.of(mark)).get(0).length > 0;
    Reservation reservation = ledger.reserve(owner.number(), Cause.GRADIENT, inputs.count());
    String why = "the box broke off";
    boolean shown = false;
    try {
      TensorBatch gradient = gradient(cotangent.apply(scores()));
      shown = true;
      return gradient;
    } catch (RuntimeException e) {
      why = String.valueOf(e.getMessage());
      throw e;
    } finally {
      if (shown && !again) {
        ledger.settle(reservation, List.of(mark), MARK);
      } else {
        ledger.fail(reservation, shown ? "shown again at a step that was shown before" : why);
      }
    }
  }

  private ContentKey mark(long step) {
    long high = step;
    long low = ~step;
    for (ContentKey key : owner.hash().of(inputs)) {
      high = mixed(high * 31 + key.high());
      low = mixed(low * 31 + key.low());
    }
    return new ContentKey(high, low);
  }

  /** The last step of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mixed(long word) {
    long z = (word ^ (word >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private Scores scores() {
    int classes = glass.spec().classes();
    float[] all = new float[inputs.count() * classes];
    IntStream.range(0, parts)
        .parallel()
        .forEach(
            part -> {
              TensorBatch rows = inputs.rows(from(part), from(part + 1));
              Scores own = AnswerCheck.checked(owner.ask(rows), rows.count(), glass.spec());
              System.arraycopy(own.values(), 0, all, from(part) * classes, rows.count() * classes);
            });
    return Scores.wrap(inputs.count(), classes, glass.spec().scoreKind(), all);
  }

  private TensorBatch gradient(float[] cotangent) {
    int classes = glass.spec().classes();
    TensorBatch all = TensorBatch.allocate(inputs.shape(), inputs.count());
    IntStream.range(0, parts)
        .parallel()
        .forEach(
            part -> {
              int from = from(part);
              int to = from(part + 1);
              float[] own = Arrays.copyOfRange(cotangent, from * classes, to * classes);
              TensorBatch rows = owner.seeThrough(glass, inputs.rows(from, to), own);
              System.arraycopy(
                  rows.values(), 0, all.values(), all.offset(from), rows.values().length);
            });
    return all;
  }

  private int from(int part) {
    return (int) ((long) part * inputs.count() / parts);
  }
}

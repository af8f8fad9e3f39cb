package io.retask.blackbox.meter;

import io.retask.blackbox.GlassBox;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
  private final List<ContentKey> keys;

  GradientRun(LedgerBox owner, GlassBox glass, TensorBatch inputs) {
    this.owner = owner;
    this.glass = glass;
    this.inputs = inputs;
    this.keys = owner.hash().of(inputs);
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
    for (ContentKey key : keys) {
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

  /** What is stored already, as that of rows under a program's beginning, is not asked again. */
  private Scores scores() {
    int classes = glass.spec().classes();
    float[] all = new float[inputs.count() * classes];
    List<float[]> stored = owner.ledger().stored(owner.number(), keys);
    int[] open =
        IntStream.range(0, inputs.count()).filter(row -> stored.get(row).length == 0).toArray();
    for (int row = 0; row < inputs.count(); row++) {
      System.arraycopy(stored.get(row), 0, all, row * classes, stored.get(row).length);
    }
    parts(open.length)
        .forEach(
            part -> {
              int[] rows = Arrays.copyOfRange(open, part.from(), part.to());
              Scores own =
                  AnswerCheck.checked(owner.ask(inputs.rows(rows)), rows.length, glass.spec());
              for (int i = 0; i < rows.length; i++) {
                System.arraycopy(own.values(), i * classes, all, rows[i] * classes, classes);
              }
            });
    return Scores.wrap(inputs.count(), classes, glass.spec().scoreKind(), all);
  }

  private TensorBatch gradient(float[] cotangent) {
    int classes = glass.spec().classes();
    TensorBatch all = TensorBatch.allocate(inputs.shape(), inputs.count());
    parts(inputs.count())
        .forEach(
            part -> {
              float[] own =
                  Arrays.copyOfRange(cotangent, part.from() * classes, part.to() * classes);
              TensorBatch rows = owner.seeThrough(glass, inputs.rows(part.from(), part.to()), own);
              System.arraycopy(
                  rows.values(), 0, all.values(), all.offset(part.from()), rows.values().length);
            });
    return all;
  }

  private record Part(int from, int to) {}

  private Stream<Part> parts(int count) {
    int rows = Math.min(ROWS, glass.spec().maxBatch());
    int least = (count + rows - 1) / rows;
    int parts = Math.min(count, least == 1 ? 1 : least + least % 2);
    return IntStream.range(0, parts)
        .parallel()
        .mapToObj(part -> new Part(part * count / parts, (part + 1) * count / parts));
  }
}

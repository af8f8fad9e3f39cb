package io.retask.app.compare;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.BudgetExhausted;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one durable store of answers of a comparison, as boxes that the cells ask. */
final class SharedAnswers {
  private final LedgerBox box;
  private final BlackBoxSpec wide;
  private volatile @Nullable BudgetExhausted refusal;

  SharedAnswers(LedgerBox box) {
    this.box = box;
    this.wide = wide(box.spec());
  }

  /**
   * A cell may have twice as many queries under way as the box answers at once, since each of them
   * also waits for its answers to be stored. How many reach the box is the ledger's to say.
   */
  private static BlackBoxSpec wide(BlackBoxSpec spec) {
    return new BlackBoxSpec(
        spec.name(),
        spec.fingerprint(),
        spec.input(),
        spec.labels(),
        spec.scoreKind(),
        spec.visibility(),
        spec.maxBatch(),
        spec.concurrency() == 1 ? 1 : 2 * spec.concurrency(),
        spec.deterministic(),
        spec.price());
  }

  BlackBoxSpec spec() {
    return box.spec();
  }

  /** The box for that cause; what is stored is not asked again. */
  BlackBox forCause(Cause cause) {
    return new StoredBox(cause);
  }

  /** Shows rows to the box itself; gradients are not stored, so every cell shows its own. */
  TensorBatch gradient(long step, TensorBatch inputs, Function<Scores, float[]> cotangent) {
    try {
      return box.gradient(step, inputs, cotangent);
    } catch (BudgetExhausted limit) {
      refusal = limit;
      throw limit;
    }
  }

  /**
   * Ends the comparison if its own limit, and not that of a cell, refused a query.
   *
   * @throws BudgetExhausted if so
   */
  void throwRefusal() {
    BudgetExhausted refused = refusal;
    if (refused != null) {
      throw new BudgetExhausted(
          "the limit of the whole comparison is reached: " + refused.getMessage());
    }
  }

  private final class StoredBox implements BlackBox {
    private final Cause cause;

    StoredBox(Cause cause) {
      this.cause = cause;
    }

    @Override
    public BlackBoxSpec spec() {
      return wide;
    }

    @Override
    public Scores query(TensorBatch inputs) {
      try {
        return box.query(cause, TensorSource.of(inputs));
      } catch (BudgetExhausted limit) {
        refusal = limit;
        throw limit;
      }
    }

    @Override
    public void close() {
      // the store outlives the cells
    }
  }
}

package io.retask.app.compare;

import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.ScoreKind;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Account;
import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.blackbox.meter.Metering;
import io.retask.blackbox.meter.Reservation;
import io.retask.blackbox.meter.Sleeper;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The box as one cell of the comparison sees it: an account of its own, begun empty and with the
 * cell's budget, over answers that all cells share. So the bill is that of the method alone, and
 * the box is asked once.
 */
final class CellBox implements MeteredBox, AutoCloseable {
  /** A failed query was tried again at the store already. */
  private static final Metering ONCE = new Metering(1, Duration.ZERO, Sleeper.REAL, false);

  private static final Scores NO_ANSWERS = Scores.wrap(0, 1, ScoreKind.PROBABILITIES, new float[0]);

  private final SharedAnswers answers;
  private final Ledger account = Ledger.inMemory(InstantSource.fixed(Instant.EPOCH));
  private final Map<Cause, LedgerBox> ways = new ConcurrentHashMap<>();

  CellBox(SharedAnswers answers, long budget) {
    this.answers = answers;
    account.allow(Account.TRAINING, Budget.ofImages(budget));
  }

  private LedgerBox way(Cause cause) {
    return ways.computeIfAbsent(cause, key -> new LedgerBox(answers.forCause(key), account, ONCE));
  }

  @Override
  public BlackBoxSpec spec() {
    return answers.spec();
  }

  @Override
  public Scores query(Cause cause, TensorSource inputs) {
    return way(cause).query(cause, inputs);
  }

  /** What the box breaks off stays reserved, and so spent. */
  @Override
  public TensorBatch gradient(long step, TensorBatch inputs, Function<Scores, float[]> cotangent) {
    int number = account.enrol(spec());
    Reservation shown = account.reserve(number, Cause.GRADIENT, inputs.count());
    TensorBatch gradient = answers.gradient(step, inputs, cotangent);
    account.settle(shown, List.of(), NO_ANSWERS);
    return gradient;
  }

  @Override
  public Bill bill() {
    return account.bill();
  }

  @Override
  public long affordable() {
    return way(Cause.TRAINING).affordable();
  }

  /** The images of the training alone. */
  long trainingImages() {
    return account.bill().reservedImages(Account.TRAINING);
  }

  @Override
  public void close() {
    ways.values().forEach(LedgerBox::close);
    account.close();
  }
}

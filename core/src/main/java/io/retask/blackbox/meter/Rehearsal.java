package io.retask.blackbox.meter;

import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Counts what a run would bill without sending anything: the same chunks, claims, duplicates and
 * limits as the real one, over made-up scores and an account in memory. Code whose queries depend
 * on the answers may take another path on the real box.
 */
public final class Rehearsal implements MeteredBox, AutoCloseable {
  private final LedgerBox metered;

  /** A rehearsal for that box, under those limits. */
  public Rehearsal(BlackBoxSpec spec, Budget training, Budget evaluation, long seed) {
    Ledger ledger = Ledger.inMemory(InstantSource.fixed(Instant.EPOCH));
    ledger.allow(Account.TRAINING, training);
    ledger.allow(Account.EVALUATION, evaluation);
    this.metered = new LedgerBox(new RehearsalBox(spec, seed), ledger, Metering.USUAL);
  }

  @Override
  public BlackBoxSpec spec() {
    return metered.spec();
  }

  @Override
  public Scores query(Cause cause, TensorSource inputs) {
    return metered.query(cause, inputs);
  }

  @Override
  public TensorBatch gradient(long step, TensorBatch inputs, Function<Scores, float[]> cotangent) {
    return metered.gradient(step, inputs, cotangent);
  }

  @Override
  public Bill bill() {
    return metered.bill();
  }

  @Override
  public long affordable() {
    return metered.affordable();
  }

  @Override
  public void close() {
    metered.close();
    metered.box().close();
    metered.ledger().close();
  }
}

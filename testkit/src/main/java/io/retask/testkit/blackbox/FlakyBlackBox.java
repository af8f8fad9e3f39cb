package io.retask.testkit.blackbox;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxFailure;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/** Lets some queries fail, chosen by their number and not by chance. */
public final class FlakyBlackBox implements BlackBox {
  /** Where a query breaks. */
  public enum Break {
    /** Before the box below sees it. */
    BEFORE_SENDING,
    /** After the box below answered: the answer is lost. */
    AFTER_SENDING
  }

  private final BlackBox inner;
  private final LongPredicate fails;
  private final Break when;
  private final boolean retryable;
  private final AtomicLong queries = new AtomicLong();

  private FlakyBlackBox(BlackBox inner, LongPredicate fails, Break when, boolean retryable) {
    this.inner = inner;
    this.fails = fails;
    this.when = when;
    this.retryable = retryable;
  }

  /** Every n-th query fails: the n-th, the 2n-th and so on. */
  public static FlakyBlackBox everyNth(BlackBox inner, int n, Break when, boolean retryable) {
    return new FlakyBlackBox(inner, query -> query % n == 0, when, retryable);
  }

  /** Each query fails with that probability; the seed decides which. */
  public static FlakyBlackBox seeded(
      BlackBox inner, long seed, double probability, Break when, boolean retryable) {
    return new FlakyBlackBox(
        inner, query -> SeededDraw.uniform(seed, query) < probability, when, retryable);
  }

  @Override
  public BlackBoxSpec spec() {
    return inner.spec();
  }

  @Override
  public Scores query(TensorBatch inputs) {
    long number = queries.incrementAndGet();
    boolean fails = this.fails.test(number);
    if (fails && when == Break.BEFORE_SENDING) {
      throw failure(number);
    }
    Scores answer = inner.query(inputs);
    if (fails) {
      throw failure(number);
    }
    return answer;
  }

  /** How many queries were asked of this box, those that failed included. */
  public long queries() {
    return queries.get();
  }

  @Override
  public void close() {
    inner.close();
  }

  private BlackBoxFailure failure(long number) {
    return new BlackBoxFailure("query %d was made to fail".formatted(number), retryable, null);
  }
}

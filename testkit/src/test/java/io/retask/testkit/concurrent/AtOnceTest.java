package io.retask.testkit.concurrent;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class AtOnceTest {
  /** Gives the processor away between writing and reading, so that other threads come between. */
  private static void pause() {
    LockSupport.parkNanos(20_000);
  }

  @Test
  void whatKeepsNothingIsAsInTurn() throws InterruptedException {
    AtOnce.asInTurn(i -> new float[] {i});
  }

  @Test
  void aBufferThatThreadsShareIsSeen() {
    float[] buffer = new float[1];
    assertThatThrownBy(
            () ->
                AtOnce.asInTurn(
                    i -> {
                      buffer[0] = i;
                      pause();
                      return buffer.clone();
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("answer ");
  }

  @Test
  void aThreadThatFailsIsAFailure() {
    AtomicInteger calls = new AtomicInteger();
    assertThatThrownBy(
            () ->
                AtOnce.asInTurn(
                    i -> {
                      if (calls.incrementAndGet() > 20) {
                        throw new IllegalStateException("broken");
                      }
                      return new float[] {i};
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("a thread failed: java.lang.IllegalStateException: broken");
  }
}

package io.retask.testkit.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Holds what several threads are told at once against what one is told in turn. */
public final class AtOnce {
  private static final int THREADS = 4;
  private static final int TIMES = 50;

  private AtOnce() {}

  /**
   * Asks for the answers 0, 1, 2 and 3 in turn, and then for each of them by a thread of its own,
   * over and over until all threads have asked many times: none is alone while it asks.
   *
   * @param answer the numbers for an index; each index should ask with an input of its own, since a
   *     buffer that threads share goes unseen where all fill it alike
   */
  public static void asInTurn(IntFunction<float[]> answer) throws InterruptedException {
    List<float[]> inTurn = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      inTurn.add(answer.apply(i).clone());
    }
    CountDownLatch begun = new CountDownLatch(THREADS);
    CountDownLatch asked = new CountDownLatch(THREADS);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<float[]>> answers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int index = i;
        float[] expected = inTurn.get(i);
        answers.add(
            pool.submit(
                () -> {
                  begun.countDown();
                  begun.await();
                  return again(() -> answer.apply(index), expected, asked);
                }));
      }
      for (int i = 0; i < THREADS; i++) {
        assertThat(answers.get(i).get()).as("answer %d", i).isEqualTo(inTurn.get(i));
      }
    } catch (ExecutionException failed) {
      throw new AssertionError("a thread failed: " + failed.getCause(), failed.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  /** The first answer that is another than expected, else the last one. */
  private static float[] again(Supplier<float[]> answer, float[] expected, CountDownLatch asked) {
    float[] told = expected;
    try {
      for (int time = 0; time < TIMES && Arrays.equals(told, expected); time++) {
        told = answer.get();
      }
    } finally {
      asked.countDown();
    }
    while (asked.getCount() > 0 && Arrays.equals(told, expected)) {
      told = answer.get();
    }
    return told;
  }
}

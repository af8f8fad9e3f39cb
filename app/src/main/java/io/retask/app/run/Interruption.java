package io.retask.app.run;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C during a run: nothing more is sent, what is in flight is awaited and stored, and the user
 * hears how to go on. The virtual machine then ends with the code of the signal.
 */
public final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private final Console console;
  private final String message;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "retask-interruption");
  private volatile boolean requested;

  /**
   * Listens from now on.
   *
   * @param message how to go on
   */
  public Interruption(Console console, String message) {
    this.console = console;
    this.message = message;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupt() {
    requested = true;
    console.say("interrupted: storing what was paid for ...");
    try {
      if (finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        console.say(message);
      } else {
        console.say("the box has not answered; what is in flight counts as spent. " + message);
      }
    } catch (InterruptedException second) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * To be called before anything is prepared for the box.
   *
   * @throws CancellationException after Ctrl-C
   */
  public void check() {
    if (requested) {
      throw new CancellationException(message);
    }
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      if (!requested) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    } catch (IllegalStateException ending) {
      // the signal came after the last query: the hook is about to run and finds the work finished
      requested = true;
    }
  }
}

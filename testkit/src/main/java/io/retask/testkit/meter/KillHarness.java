package io.retask.testkit.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a main class in processes of its own and kills them with SIGKILL, which no program can
 * prepare for. The class path is that of the test.
 *
 * @param main the class with the {@code main} method
 * @param arguments what it is given
 * @param log where its output goes; appended to
 */
public record KillHarness(Class<?> main, List<String> arguments, Path log) {

  /** Copies the arguments. */
  public KillHarness {
    arguments = List.copyOf(arguments);
  }

  /** Starts one process. */
  public Process start() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(arguments);
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts the program and kills it after a while, unless it ends before.
   *
   * @return whether it was killed
   * @throws IllegalStateException if it ended by itself with a failure
   */
  public boolean killAfter(Duration life) throws InterruptedException {
    Process process = start();
    if (process.waitFor(life.toMillis(), TimeUnit.MILLISECONDS)) {
      checkEnd(process);
      return false;
    }
    process.destroyForcibly();
    process.waitFor();
    return true;
  }

  /**
   * Starts the program and kills it once a file is at least that long, unless it ends before: a
   * place in the program's own progress, whatever the speed of the machine.
   *
   * @return whether it was killed
   * @throws IllegalStateException if it ended by itself with a failure
   */
  public boolean killWhen(Path file, long length) throws InterruptedException {
    Process process = start();
    while (!process.waitFor(1, TimeUnit.MILLISECONDS)) {
      if (length(file) >= length) {
        process.destroyForcibly();
        process.waitFor();
        return true;
      }
    }
    checkEnd(process);
    return false;
  }

  /**
   * Starts the program and lets it end.
   *
   * @throws IllegalStateException if it fails
   */
  public void finish() throws InterruptedException {
    Process process = start();
    process.waitFor();
    checkEnd(process);
  }

  /**
   * Throws unless the process ended with code 0.
   *
   * @throws IllegalStateException with the program's output otherwise
   */
  public void checkEnd(Process process) {
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          "%s ended with code %d:%n%s".formatted(main.getName(), process.exitValue(), output()));
    }
  }

  private String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long length(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

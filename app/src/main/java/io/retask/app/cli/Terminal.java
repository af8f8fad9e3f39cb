package io.retask.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.retask.app.run.Console;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Model.CommandSpec;

/** Where a verb speaks: results to standard output, everything else to standard error. */
final class Terminal implements Console {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private final PrintWriter out;
  private final PrintWriter err;

  Terminal(CommandSpec spec) {
    this.out = spec.commandLine().getOut();
    this.err = spec.commandLine().getErr();
  }

  /** A line of the result. */
  void print(String line) {
    out.println(line);
    out.flush();
  }

  /** The result as JSON. */
  void printJson(Object value) {
    try {
      print(JSON.writeValueAsString(value));
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("a result can always be written as JSON", failure);
    }
  }

  @Override
  public void say(String line) {
    err.println(line);
    err.flush();
  }

  /** A bar where the launcher saw a terminal, plain lines otherwise. */
  @Override
  public Task begin(String what, long images) {
    if (!Boolean.getBoolean("retask.terminal")) {
      return new Lines(what, images);
    }
    return new Bar(what, images);
  }

  private static final class Bar implements Task {
    private final ProgressBar bar;

    Bar(String what, long images) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(what)
              .setInitialMax(images)
              .setUnit(" images", 1)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(250)
              .build();
    }

    @Override
    public void at(long images, String note) {
      bar.stepTo(images);
      bar.setExtraMessage(note);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  private final class Lines implements Task {
    private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();
    private final String what;
    private final long images;
    private long said = System.nanoTime();

    Lines(String what, long images) {
      this.what = what;
      this.images = images;
      say("%s: %,d images".formatted(what, images));
    }

    @Override
    public void at(long done, String note) {
      long now = System.nanoTime();
      if (now - said > PAUSE_NANOS) {
        said = now;
        say("%s: %,d of %,d images %s".formatted(what, done, images, note));
      }
    }

    @Override
    public void close() {
      said = System.nanoTime();
    }
  }
}

package io.retask.bench;

import ai.onnxruntime.OrtException;
import io.retask.onnx.OnnxOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** How to use the machine: images a second of the engine alone, in turns so that load is shared. */
final class EngineOptions {
  private static final int ROUNDS = 3;
  private static final List<OnnxOptions> CANDIDATES =
      List.of(
          new OnnxOptions(2, 1, 1),
          new OnnxOptions(2, 1, 4),
          new OnnxOptions(2, 1, 8),
          new OnnxOptions(2, 1, 10),
          new OnnxOptions(2, 1, 20),
          new OnnxOptions(1, 2, 8),
          new OnnxOptions(1, 2, 20),
          new OnnxOptions(3, 1, 8));
  private static final int IMAGES = 1;
  private final int seconds;

  EngineOptions(int seconds) {
    this.seconds = seconds;
  }

  void run(PrintStream out) throws IOException {
    for (Network network : Network.shared()) {
      double[][] rates = new double[CANDIDATES.size()][ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < rates.length; i++) {
          rates[i][round] = rate(network, CANDIDATES.get(i));
        }
      }
      for (int i = 0; i < rates.length; i++) {
        out.printf(
            "%s %s: images/s %s; load %.1f%n",
            network.name(), CANDIDATES.get(i), PairedRuns.words(rates[i]), Stopwatch.load());
      }
    }
  }

  private double rate(Network network, OnnxOptions options) throws IOException {
    try (BareEngine engine = new BareEngine(network, options, IMAGES)) {
      long images = 60;
      engine.run(images);
      Stopwatch watch = new Stopwatch();
      long done = 0;
      while (watch.wall() < seconds) {
        engine.run(4 * images);
        done += 4 * images;
      }
      return done / watch.wall();
    } catch (OrtException e) {
      throw new IOException("'%s': %s".formatted(network.name(), e.getMessage()), e);
    }
  }
}

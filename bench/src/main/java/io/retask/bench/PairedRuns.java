package io.retask.bench;

import ai.onnxruntime.OrtException;
import io.retask.onnx.OnnxBox;
import io.retask.onnx.OnnxOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/**
 * Training against the bare engine, in turns in one process, so that what else the machine does
 * falls on both alike. Which of the two is first changes from pair to pair.
 */
final class PairedRuns {
  private static final int DIRECTIONS = 25;

  /** Different images for the bare engine, as many as half a step has. */
  private static final int IMAGES = 256;

  /** Steps until the compilers of the JVM have nothing more to do. */
  private static final int WARM = 6;

  /** Steps of a run at least, so that opening files counts as little as it does in a real run. */
  private static final int LEAST = 4;

  private final int pairs;
  private final int seconds;

  PairedRuns(int pairs, int seconds) {
    this.pairs = pairs;
    this.seconds = seconds;
  }

  void run(String only, PrintStream out) throws IOException {
    List<Network> networks =
        Network.shared().stream().filter(network -> network.name().contains(only)).toList();
    if (networks.isEmpty()) {
      out.println("no such network: they are read from ../shared/models, and absent there");
    }
    for (Network network : networks) {
      try {
        compare(network, OnnxOptions.forThisMachine(), out);
      } catch (OrtException e) {
        throw new IOException("'%s': %s".formatted(network.name(), e.getMessage()), e);
      }
    }
  }

  private void compare(Network network, OnnxOptions options, PrintStream out)
      throws IOException, OrtException {
    try (BareEngine engine = BareEngine.asTheBox(network, options, IMAGES);
        OnnxBox box = network.open(options)) {
      WholeRun training = new WholeRun(box, DIRECTIONS);
      training.run(0, WARM);
      engine.run(training.stepImages());
      Stopwatch watch = new Stopwatch();
      engine.run(training.stepImages());
      long steps = Math.max(LEAST, Math.round(seconds / watch.wall()));
      long images = steps * training.stepImages();
      out.printf("%s: %d images a run, %s%n", network.name(), images, options);
      double[] wall = new double[pairs];
      double[] cpu = new double[pairs];
      for (int pair = 0; pair < pairs; pair++) {
        double[] bare = pair % 2 == 0 ? bare(engine, images) : new double[2];
        double[] trained = trained(training, pair + 1, steps);
        bare = pair % 2 == 0 ? bare : bare(engine, images);
        wall[pair] = trained[0] / bare[0];
        cpu[pair] = trained[1] / bare[1];
        out.printf(
            "  bare %.2f s, %.2f s CPU; training %.2f s, %.2f s CPU; ratio %.3f, CPU %.3f; load %.1f%n",
            bare[0], bare[1], trained[0], trained[1], wall[pair], cpu[pair], Stopwatch.load());
      }
      out.printf("  wall ratio %s, CPU ratio %s%n", words(wall), words(cpu));
    }
  }

  private static double[] bare(BareEngine engine, long images) {
    Stopwatch watch = new Stopwatch();
    engine.run(images);
    return new double[] {watch.wall(), watch.cpu()};
  }

  private static double[] trained(WholeRun training, long seed, long steps) throws IOException {
    Stopwatch watch = new Stopwatch();
    long billed = training.run(seed, steps);
    double[] times = {watch.wall(), watch.cpu()};
    if (billed != steps * training.stepImages()) {
      throw new IllegalStateException(
          "the run billed %d images, not %d".formatted(billed, steps * training.stepImages()));
    }
    return times;
  }

  static String words(double[] ratios) {
    double[] sorted = ratios.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    double median = (sorted[last / 2] + sorted[(last + 1) / 2]) / 2;
    return "%.3f (%.3f to %.3f)".formatted(median, sorted[0], sorted[last]);
  }
}

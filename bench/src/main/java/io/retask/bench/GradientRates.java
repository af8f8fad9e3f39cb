package io.retask.bench;

import io.retask.blackbox.GlassBox;
import io.retask.onnx.OnnxOptions;
import io.retask.onnx.gradient.OnnxGlassBox;
import io.retask.tensor.TensorBatch;
import io.retask.torch.TorchBoxProvider;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Forward and gradient of the same rows by two engines in turns, each as its box uses the machine:
 * queries as large as the box takes them, as many at once as it answers.
 */
final class GradientRates {
  private static final int ROWS = 16;

  /** Rounds before the clock starts. */
  private static final int WARM = 2;

  private final int pairs;

  GradientRates(int pairs) {
    this.pairs = pairs;
  }

  void run(String name, PrintStream out) {
    List<Network> found = Network.shared().stream().filter(n -> n.name().equals(name)).toList();
    if (found.isEmpty()) {
      out.println("no such network: they are read from ../shared/models, and absent there");
      return;
    }
    Network network = found.get(0);
    Path models = network.model().toAbsolutePath().getParent();
    try (GlassBox theirs = new TorchBoxProvider().open(name + ".pt", models);
        GlassBox ours =
            OnnxGlassBox.open(
                name, network.model(), network.description(), OnnxOptions.forThisMachine())) {
      compare(ours, theirs, out);
    }
  }

  private void compare(GlassBox ours, GlassBox theirs, PrintStream out) {
    SplittableRandom random = new SplittableRandom(9);
    TensorBatch rows = TensorBatch.allocate(ours.spec().input(), ROWS);
    for (int i = 0; i < rows.values().length; i++) {
      rows.values()[i] = (float) random.nextDouble();
    }
    float[] cotangent = new float[ROWS * ours.spec().classes()];
    for (int i = 0; i < cotangent.length; i++) {
      cotangent[i] = (float) (2 * random.nextDouble() - 1);
    }
    double[] ratios = new double[pairs];
    for (int pair = -WARM; pair < pairs; pair++) {
      double onnx = seconds(ours, rows, cotangent);
      double torch = seconds(theirs, rows, cotangent);
      if (pair >= 0) {
        ratios[pair] = torch / onnx;
        out.printf(
            "  ONNX Runtime %.1f images/s, libtorch %.1f, ratio %.2f; load %.1f%n",
            ROWS / onnx, ROWS / torch, ratios[pair], Stopwatch.load());
      }
    }
    out.printf("  ratio %s%n", PairedRuns.words(ratios));
  }

  private static double seconds(GlassBox box, TensorBatch rows, float[] cotangent) {
    int most = box.spec().maxBatch();
    int classes = box.spec().classes();
    List<Callable<TensorBatch>> queries = new ArrayList<>();
    for (int from = 0; from < rows.count(); from += most) {
      int to = Math.min(rows.count(), from + most);
      TensorBatch some = rows.rows(from, to);
      float[] own = Arrays.copyOfRange(cotangent, from * classes, to * classes);
      queries.add(() -> box.gradient(some, own));
    }
    ExecutorService callers = Executors.newFixedThreadPool(box.spec().concurrency());
    try {
      Stopwatch watch = new Stopwatch();
      for (Future<TensorBatch> answer : callers.invokeAll(queries)) {
        answer.get();
      }
      return watch.wall();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("an engine failed: " + e.getMessage(), e);
    } finally {
      callers.shutdownNow();
    }
  }
}

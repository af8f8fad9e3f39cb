package io.retask.bench;

import io.retask.bench.matrix.MatrixOptions;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The benchmarks by name; docs/benchmarks.md shows what they said. */
public final class Main {
  private static final String USAGE =
      """
      paired [pairs] [seconds] [network]  training against the bare engine, wall and CPU time
      options [seconds]                   the engine alone: queries at once x threads x rows
      memory bare|training [steps]        peak resident memory of one process, at 299 pixels and q = 55
      gradients [pairs] [network]         forward and gradient: ONNX Runtime against libtorch
      auto [runs] [n] [network]           the share of auto's time outside queries, at n images a label
      matrix [--reduced] [--out FOLDER]   every method on every box and data set, see docs/benchmarks.md
      jmh [JMH options]                   the parts, such as `jmh Readout`
      """;

  private Main() {}

  /** Runs one benchmark. */
  public static void main(String[] args) throws IOException {
    // tables read the same on every machine
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    List<String> rest = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
    switch (args.length == 0 ? "" : args[0]) {
      case "paired" ->
          new PairedRuns(number(rest, 0, 5), number(rest, 1, 5))
              .run(rest.size() > 2 ? rest.get(2) : "", System.out);
      case "options" -> new EngineOptions(number(rest, 0, 3)).run(System.out);
      case "memory" ->
          PeakMemory.run(rest.isEmpty() ? "" : rest.get(0), number(rest, 1, 2), System.out);
      case "gradients" ->
          new GradientRates(number(rest, 0, 7))
              .run(rest.size() > 1 ? rest.get(1) : "mobilenet_v2_100_224", System.out);
      case "auto" ->
          new AutoTime(number(rest, 0, 3), number(rest, 1, 20))
              .run(rest.size() > 2 ? rest.get(2) : "mobilenet_v1_050_160", System.out);
      case "matrix" -> MatrixOptions.parse(rest).run(System.out);
      case "jmh" -> org.openjdk.jmh.Main.main(rest.toArray(new String[0]));
      default -> System.out.print(USAGE);
    }
  }

  private static int number(List<String> arguments, int index, int usual) {
    return index < arguments.size() ? Integer.parseInt(arguments.get(index)) : usual;
  }
}

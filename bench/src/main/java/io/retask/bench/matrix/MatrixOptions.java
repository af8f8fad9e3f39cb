package io.retask.bench.matrix;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What part of the matrix to run.
 *
 * @param boxes names of boxes
 * @param tasks names of tasks
 * @param methods what is compared
 * @param budgets in images a label
 * @param seeds divisions and trainings of each
 * @param holdout the most test rows
 * @param redo methods whose finished trainings are made again
 * @param keep whether the stored answers stay once a task is finished
 * @param tables whether nothing is run and the tables are made of what is finished
 * @param out where everything is kept
 */
public record MatrixOptions(
    List<String> boxes,
    List<String> tasks,
    List<String> methods,
    List<String> budgets,
    int seeds,
    int holdout,
    Set<String> redo,
    boolean keep,
    boolean tables,
    Path out) {
  private static final List<String> BOXES =
      List.of(
          "mobilenet_v1_025_128", "cifar10_resnet20", "mobilenet_v1_050_160", "nsfw_mobilenet_v2");

  /** All methods of the matrix, in the order of its tables. */
  static final List<String> METHODS =
      List.of(
          "bar",
          "ilm",
          "spsa-gc",
          "cma-es",
          "random-search",
          "frequency",
          "blm+",
          "readout",
          "raw",
          "auto:1",
          "auto:4",
          "auto:8");

  private static final Pattern MULTIPLE = Pattern.compile("[1-9][0-9]{0,8}n");

  private static final List<String> SMALL = List.of("fashion-300", "mnist-300", "fundus-400");

  private static MatrixOptions usual(Path out) {
    return new MatrixOptions(
        BOXES,
        TaskData.names(),
        METHODS,
        List.of("1n", "3n", "10n", "30n"),
        3,
        1_000,
        Set.of(),
        false,
        false,
        out);
  }

  private static MatrixOptions reduced(Path out) {
    return new MatrixOptions(
        BOXES.subList(0, 2),
        SMALL,
        METHODS,
        List.of("1n", "3n"),
        1,
        300,
        Set.of(),
        false,
        false,
        out);
  }

  /**
   * Reads {@code [--reduced] [--out F] [--boxes A,B] [--data A,B] [--methods A,B] [--budgets A,B]
   * [--seeds K] [--redo A,B] [--keep-answers] [--tables]}.
   *
   * @throws IllegalArgumentException if there is another option, or the budgets do not ascend
   */
  public static MatrixOptions parse(List<String> arguments) {
    List<String> rest = new ArrayList<>(arguments);
    boolean reduced = rest.remove("--reduced");
    boolean keep = rest.remove("--keep-answers");
    boolean tables = rest.remove("--tables");
    String folder = value(rest, "--out", reduced ? "matrix-reduced" : "matrix");
    MatrixOptions usual = reduced ? reduced(Path.of(folder)) : usual(Path.of(folder));
    MatrixOptions options =
        new MatrixOptions(
            list(rest, "--boxes", usual.boxes),
            list(rest, "--data", usual.tasks),
            list(rest, "--methods", usual.methods),
            list(rest, "--budgets", usual.budgets),
            Integer.parseInt(value(rest, "--seeds", String.valueOf(usual.seeds))),
            usual.holdout,
            new HashSet<>(list(rest, "--redo", List.of())),
            keep,
            tables,
            usual.out);
    refuseUnordered(options.budgets);
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException(
          "the matrix does not know %s; see docs/benchmarks.md".formatted(rest));
    }
    return options;
  }

  /** The tables name the budgets of all tasks in one order, whatever their n. */
  private static void refuseUnordered(List<String> budgets) {
    long last = 0;
    for (String budget : budgets) {
      long times =
          MULTIPLE.matcher(budget).matches()
              ? Long.parseLong(budget, 0, budget.length() - 1, 10)
              : 0;
      if (times <= last) {
        throw new IllegalArgumentException(
            "the budgets %s are not multiples of n in ascending order, such as 1n,3n"
                .formatted(budgets));
      }
      last = times;
    }
  }

  private static List<String> list(List<String> rest, String name, List<String> usual) {
    String value = value(rest, name, "");
    return value.isEmpty() ? usual : List.of(value.split(",", -1));
  }

  private static String value(List<String> rest, String name, String usual) {
    int at = rest.indexOf(name);
    if (at < 0 || at + 1 >= rest.size()) {
      return usual;
    }
    String value = rest.get(at + 1);
    rest.subList(at, at + 2).clear();
    return value;
  }

  /** Runs what is not finished and writes tables and plots. */
  public void run(PrintStream out) {
    new Matrix(this, out).run();
  }
}

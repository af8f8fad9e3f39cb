package io.retask.bench.matrix;

import io.retask.app.catalog.CacheFolder;
import io.retask.app.compare.Compared;
import io.retask.app.compare.Comparing;
import io.retask.app.compare.ComparisonRequest;
import io.retask.app.compare.Entrant;
import io.retask.app.compare.TrainingBudget;
import io.retask.app.run.Console;
import io.retask.app.run.Workbench;
import io.retask.recipe.DataRecipe;
import io.retask.recipe.Recipe;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the comparisons of the matrix one after another, each in a folder of its own. */
final class Matrix {
  private static final List<String> STORE = List.of("ledger.db", "ledger.db-wal", "ledger.db-shm");

  /** Following a search with validation rows chooses nothing, so the bill goes into steps. */
  private static final List<String> SETTINGS =
      List.of(
          "bar:bar.validations=0",
          "ilm:search.validations=0",
          "spsa-gc:search.validations=0",
          "cma-es:search.validations=0",
          "random-search:search.validations=0");

  private final MatrixOptions options;
  private final PrintStream out;
  private final Path shared = Path.of(System.getProperty("retask.shared", "../shared"));

  Matrix(MatrixOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  void run() {
    List<String> methods = known();
    List<Played> played = new ArrayList<>();
    TaskData data = new TaskData(shared, options.out().resolve("manifests"));
    for (String task : options.tasks()) {
      Optional<DataRecipe> recipe = data.recipe(task, options.holdout());
      if (recipe.isEmpty()) {
        out.printf("%s: skipped, its data are absent%n", task);
        continue;
      }
      for (String box : options.boxes()) {
        play(box, task, recipe.get(), methods).ifPresent(played::add);
        // the tables are of what is finished, so a long run can be looked at on its way
        new MatrixTables(played, methods, options.budgets()).write(options.out());
      }
    }
    out.printf("tables and plots: %s%n", options.out().resolve("matrix.md"));
  }

  private List<String> known() {
    List<String> known = new ArrayList<>();
    for (String method : options.methods()) {
      if (Recipe.METHODS.contains(method.split(":", 2)[0])) {
        known.add(method);
      } else {
        out.printf("%s: skipped, there is no such method%n", method);
      }
    }
    return known;
  }

  private Optional<Played> play(String box, String task, DataRecipe data, List<String> methods) {
    Path model = shared.resolve("models").resolve(box + ".onnx");
    if (!Files.exists(model)) {
      out.printf("%s: skipped, '%s' is absent%n", box, model);
      return Optional.empty();
    }
    Path folder = options.out().resolve(box).resolve(task);
    if (options.tables() && !Files.exists(folder)) {
      out.printf("%s on %s: not begun%n", box, task);
      return Optional.empty();
    }
    out.printf("%s on %s%n", box, task);
    ComparisonRequest request = request(model, data, methods);
    Comparing comparing =
        new Comparing(
            new Workbench(CacheFolder.locate(Optional.empty(), System.getenv()), new Lines()));
    if (options.tables()) {
      return Optional.of(new Played(box, task, comparing.finished(request, folder)));
    }
    Compared compared = comparing.compare(request, folder);
    if (!options.keep()) {
      dropAnswers(folder);
    }
    return Optional.of(new Played(box, task, compared));
  }

  private ComparisonRequest request(Path model, DataRecipe data, List<String> methods) {
    return new ComparisonRequest(
        model.toString(),
        data,
        Entrant.list(methods, List.of()),
        options.budgets().stream().map(TrainingBudget::parse).toList(),
        options.seeds(),
        SETTINGS,
        null,
        null,
        options.redo());
  }

  private static void dropAnswers(Path folder) {
    for (String name : STORE) {
      try {
        Files.deleteIfExists(folder.resolve(name));
      } catch (IOException failure) {
        throw new UncheckedIOException("cannot delete " + name, failure);
      }
    }
  }

  /** Says what the comparisons say, a line at a time. */
  private final class Lines implements Console {
    @Override
    public void say(String line) {
      out.println("  " + line);
    }

    @Override
    public Task begin(String what, long images) {
      return new Task() {
        private String last = "";

        @Override
        public synchronized void at(long done, String note) {
          if (!note.equals(last)) {
            last = note;
            out.printf("  %,d of %,d images: %s%n", done, images, note);
          }
        }

        @Override
        public void close() {
          out.flush();
        }
      };
    }
  }
}

package io.retask.bench;

import io.retask.app.catalog.CacheFolder;
import io.retask.app.run.Console;
import io.retask.app.run.Subject;
import io.retask.app.run.Workbench;
import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.blackbox.meter.Metering;
import io.retask.recipe.AutoRecipe;
import io.retask.recipe.BudgetRecipe;
import io.retask.recipe.DataRecipe;
import io.retask.recipe.Recipe;
import io.retask.tensor.TensorSource;
import io.retask.train.RunListener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of the training of {@code auto} passes outside queries: fits of readouts and the choice
 * of views, on Fashion-MNIST (1,000 labels, V = 8). The first run has the warming up of the
 * compilers in it, as that of a user has; all are shown.
 */
final class AutoTime {
  private static final String DATA = "fashion-mnist";
  private static final int LABELS = 1_000;
  private static final int TEST_ROWS = 100;

  private final int runs;
  private final long budget;

  /** Some runs of a budget in images a label. */
  AutoTime(int runs, int perLabel) {
    this.runs = runs;
    this.budget = (long) perLabel * LABELS;
  }

  void run(String name, PrintStream out) throws IOException {
    List<Network> found = Network.shared().stream().filter(n -> n.name().equals(name)).toList();
    if (found.isEmpty()) {
      out.println("no such network: they are read from ../shared/models, and absent there");
      return;
    }
    Workbench bench =
        new Workbench(CacheFolder.locate(Optional.empty(), System.getenv()), Console.SILENT);
    String model = found.get(0).model().toString();
    for (int seed = 1; seed <= runs; seed++) {
      Recipe recipe =
          new Recipe(
              Recipe.FORMAT,
              "auto",
              seed,
              model,
              new DataRecipe(DATA, List.of(), LABELS, TEST_ROWS, null, null, null, null),
              new BudgetRecipe(budget, null),
              AutoRecipe.DEFAULT);
      Path folder = Files.createTempDirectory("retask-bench");
      try (BlackBox box = bench.openBox(model)) {
        Subject subject = bench.subject(recipe, bench.openData(recipe.data()), box.spec());
        out.println(measured(subject, box, folder.resolve("ledger.db")));
      } finally {
        WholeRun.delete(folder);
      }
    }
  }

  private static String measured(Subject subject, BlackBox box, Path ledger) {
    try (Ledger account = Ledger.open(ledger, InstantSource.system());
        LedgerBox metered = new LedgerBox(box, account, Metering.USUAL)) {
      Timed timed = new Timed(metered);
      Stopwatch watch = new Stopwatch();
      int views = subject.learn(timed, Optional.empty(), RunListener.none()).model().views().size();
      double wall = watch.wall();
      double outside = wall - timed.nanos.get() / 1e9;
      return "  %,d images, V = %d: %.1f s, outside queries %.1f s, %.1f %%; load %.1f"
          .formatted(
              metered.bill().settledImages(),
              views,
              wall,
              outside,
              100 * outside / wall,
              Stopwatch.load());
    }
  }

  /** A box that knows how long its caller waited for it. */
  private record Timed(MeteredBox box, AtomicLong nanos) implements MeteredBox {
    Timed(MeteredBox box) {
      this(box, new AtomicLong());
    }

    @Override
    public BlackBoxSpec spec() {
      return box.spec();
    }

    @Override
    public Scores query(Cause cause, TensorSource inputs) {
      long began = System.nanoTime();
      try {
        return box.query(cause, inputs);
      } finally {
        nanos.addAndGet(System.nanoTime() - began);
      }
    }

    @Override
    public Bill bill() {
      return box.bill();
    }

    @Override
    public long affordable() {
      return box.affordable();
    }
  }
}

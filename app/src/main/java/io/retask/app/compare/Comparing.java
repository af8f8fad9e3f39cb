package io.retask.app.compare;

import io.retask.app.run.Allowance;
import io.retask.app.run.Console;
import io.retask.app.run.Interruption;
import io.retask.app.run.Version;
import io.retask.app.run.Workbench;
import io.retask.blackbox.BlackBox;
import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.Metering;
import io.retask.blackbox.meter.RunLock;
import io.retask.data.Example;
import io.retask.method.ModuleMethods;
import io.retask.recipe.DataRecipe;
import io.retask.report.ReportWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares methods on one box and one data set. Every training has an account of its own with the
 * same budget as the others; the box itself is asked once for equal content. Trainings are made one
 * after another: within each, the box is asked by as many workers as it allows.
 */
public final class Comparing {
  private final Workbench bench;

  /** A comparison that finds boxes and data where the bench does. */
  public Comparing(Workbench bench) {
    this.bench = bench;
  }

  /**
   * Does what is not done yet, judges everybody on the same test rows, and writes the folder.
   *
   * @param out the folder; a comparison that was begun there goes on
   * @throws io.retask.recipe.InvalidRecipe if a setting is wrong, or the folder holds a comparison
   *     of something else
   * @throws io.retask.blackbox.meter.BudgetExhausted if the limit of the whole is reached
   */
  public Compared compare(ComparisonRequest request, Path out) {
    return compare(request, out, Background.NONE);
  }

  /** The same with a published experiment behind it. */
  public Compared compare(ComparisonRequest request, Path out, Background background) {
    try (BlackBox box = open(request)) {
      Arena asked = Arena.of(request, bench, box.spec());
      // what is wrong with a recipe or not there is said before anything is made or sent
      for (Entrant entrant : request.entrants()) {
        ModuleMethods.of(entrant.method()).ifPresent(ModuleMethods::refuseAbsent);
      }
      asked.cells().forEach(request::recipe);
      Allowance.refuseIdle(request.money(), box.spec());
      ComparisonFolder folder = ComparisonFolder.open(out, plan(asked), asked.labelled());
      Arena arena = asked.counting(folder.labelled());
      return RunLock.holding(
          out,
          () -> {
            Bill sent = run(arena, folder, box);
            Compared compared = Compared.of(arena, folder, sent, background.about(arena.data()));
            if (Files.exists(folder.ledger())) {
              new ReportWriter().write(new Telling(arena, compared).page(now()), folder.page());
            }
            return compared;
          });
    }
  }

  /**
   * What a folder holds of a comparison, with nothing made and nothing sent: trainings that are not
   * finished have no outcome, and their rows say so.
   *
   * @throws io.retask.recipe.InvalidRecipe if the folder holds a comparison of something else
   */
  public Compared finished(ComparisonRequest request, Path out) {
    try (BlackBox box = open(request)) {
      Arena asked = Arena.of(request, bench, box.spec());
      ComparisonFolder folder = ComparisonFolder.open(out, plan(asked), asked.labelled());
      return Compared.of(asked.counting(folder.labelled()), folder, unsent(box), Optional.empty());
    }
  }

  /** To be seen through only where a method that is compared needs it. */
  private BlackBox open(ComparisonRequest request) {
    return request.seesInside() ? bench.openGlassBox(request.box()) : bench.openBox(request.box());
  }

  private static Instant now() {
    return InstantSource.system().instant();
  }

  /** Makes what is missing; returns what the box was sent for it, now and before. */
  private Bill run(Arena arena, ComparisonFolder folder, BlackBox box) {
    arena.divisions().keySet().forEach(seed -> folder.write(testFile(seed), tested(arena, seed)));
    List<Entrant> again = arena.request().again();
    List<Cell> open =
        arena.cells().stream()
            .filter(cell -> again.contains(cell.entrant()) || folder.outcome(cell).isEmpty())
            .toList();
    if (open.isEmpty() && !Files.exists(folder.ledger())) {
      // finished, and its store was deleted since: the page stays as it is
      return unsent(box);
    }
    Announcement announced = Announcement.of(arena, open, arena.cells().size() - open.size());
    String goOn = "go on with the same command; what is finished is kept in " + folder.path();
    Console console = bench.console();
    try (Ledger ledger = Ledger.open(folder.ledger(), InstantSource.system());
        LedgerBox shared = new LedgerBox(box, ledger, Metering.USUAL)) {
      if (!open.isEmpty()) {
        console.say(announced.words(arena));
        new Limit(arena.request(), ledger, box.spec().price()).set(announced);
        // only now, since a limit that does not cover the new trainings leaves the old ones
        again.forEach(folder::forget);
        try (Interruption interruption = new Interruption(console, goOn);
            Console.Task task = console.begin("comparing", announced.images())) {
          make(
              new Trainings(arena, folder, new SharedAnswers(shared), interruption, task),
              open,
              ledger);
        }
      }
      return ledger.bill();
    }
  }

  private static Bill unsent(BlackBox box) {
    return new Bill(0, 0, 0, 0, Map.of(), Map.of(), BigDecimal.ZERO, box.spec().price().currency());
  }

  /** What was paid for is stored before an interruption is let go on. */
  private static void make(Trainings trainings, List<Cell> open, Ledger ledger) {
    try {
      trainings.make(open);
    } finally {
      ledger.flush();
    }
  }

  private static Map<String, Object> plan(Arena arena) {
    DataRecipe data = arena.request().data();
    Map<String, Object> division = new LinkedHashMap<>();
    division.put("labels", data.labels() == null ? "all" : data.labels());
    division.put("holdout", data.holdout() == null ? "all" : data.holdout());
    division.put("testShare", data.testShare());
    division.put("validationShare", data.validationShare());
    division.put("equalClasses", data.equalClasses());
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("software", Version.CURRENT);
    plan.put("box", arena.spec().fingerprint());
    plan.put("data", arena.data().digest());
    plan.put("division", division);
    plan.put("settings", arena.request().settings());
    return plan;
  }

  private static String testFile(long seed) {
    return "predictions/test-rows-%d.csv".formatted(seed);
  }

  /** The test rows of a seed, in the order of the predictions. */
  private static String tested(Arena arena, long seed) {
    List<String> classes = arena.data().classes();
    List<String> lines = new ArrayList<>(List.of("id,group,class,label"));
    Arrays.stream(arena.division(seed).test())
        .mapToObj(row -> arena.data().examples().get(row))
        .forEach(example -> lines.add(line(example, classes.indexOf(example.label()))));
    return String.join("\n", lines) + "\n";
  }

  private static String line(Example example, int target) {
    return "%s,%s,%d,%s"
        .formatted(
            Csv.cell(example.id()), Csv.cell(example.group()), target, Csv.cell(example.label()));
  }
}

package io.retask.app.run;

import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.GlassBox;
import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.Rehearsal;
import io.retask.recipe.BudgetRecipe;
import io.retask.recipe.Recipe;
import io.retask.tensor.TensorBatch;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Says what a training will bill by rehearsing it, with the same code, without the box. */
public final class Estimation {
  private static final int TIMED_QUERIES = 3;
  private final Workbench bench;

  /** An estimation that finds boxes and data where the bench does. */
  public Estimation(Workbench bench) {
    this.bench = bench;
  }

  /** The bill of the training that the recipe describes. */
  public Estimate estimate(Recipe asked) {
    Recipe recipe = bench.settle(asked);
    try (BlackBox box = bench.openBox(recipe)) {
      Allowance.refuseIdle(recipe.budget().money(), box.spec());
      Bill bill = rehearse(bench.subject(recipe, box.spec()));
      return Estimate.of(bill, seconds(box, bill));
    }
  }

  static Bill rehearse(Subject subject) {
    Recipe recipe = subject.recipe();
    Budget training = budget(recipe.budget());
    try (Rehearsal rehearsal =
        new Rehearsal(subject.spec(), training, Budget.UNLIMITED, recipe.seed())) {
      subject.rehearse(rehearsal);
      return rehearsal.bill();
    }
  }

  /** All images that were asked about, stored answers included: what progress is counted in. */
  static long asked(Bill bill) {
    return bill.reservedImages() + bill.cachedImages();
  }

  /** The limits of a recipe. */
  static Budget budget(BudgetRecipe recipe) {
    return new Budget(
        recipe.images() == null ? OptionalLong.empty() : OptionalLong.of(recipe.images()),
        Optional.ofNullable(recipe.money()));
  }

  /** Measured where asking is free; nothing is sent to a box that has a price. */
  private static @Nullable Double seconds(BlackBox box, Bill bill) {
    BlackBoxSpec spec = box.spec();
    if (!spec.price().isFree()) {
      return null;
    }
    TensorBatch blank = TensorBatch.allocate(spec.input(), Math.min(spec.maxBatch(), 8));
    double seconds = bill.reservedImages() * perImage(blank, () -> box.query(blank));
    long shown = bill.byCause().getOrDefault(Cause.GRADIENT, 0L);
    if (shown > 0 && box instanceof GlassBox glass) {
      float[] flat = new float[blank.count() * spec.classes()];
      seconds += shown * perImage(blank, () -> glass.gradient(blank, flat));
    }
    return seconds / spec.concurrency();
  }

  private static double perImage(TensorBatch blank, Runnable pass) {
    pass.run();
    long began = System.nanoTime();
    for (int i = 0; i < TIMED_QUERIES; i++) {
      pass.run();
    }
    return (System.nanoTime() - began) / 1e9 / TIMED_QUERIES / blank.count();
  }
}

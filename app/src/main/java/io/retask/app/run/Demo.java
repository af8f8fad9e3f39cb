package io.retask.app.run;

import io.retask.app.catalog.BoxCatalog;
import io.retask.app.catalog.DataCatalog;
import io.retask.app.catalog.NpmClient;
import io.retask.recipe.Recipe;
import io.retask.recipe.RecipeDraft;
import java.nio.file.Path;
import java.util.List;

/** The main job on real input: Inception-V3 becomes a sorter of emoji. */
public final class Demo {
  private static final String BOX = "inception-v3";
  private static final String DATA = "emoji";
  private static final List<String> CLASSES =
      List.of(
          "Animals & Nature",
          "Flags",
          "Food & Drink",
          "Objects",
          "Smileys & Emotion",
          "Travel & Places");
  private static final int LABELS = 270;
  private static final int HELD_OUT = 240;
  private static final int VIEWS = 4;
  private final Workbench bench;

  /** A demonstration that keeps what it pulls where the bench does. */
  public Demo(Workbench bench) {
    this.bench = bench;
  }

  /** Pulls, trains inside a budget, evaluates on held-out emoji, and writes the report. */
  public Evaluated run(Path out, long seed) {
    RunFolder.refuseTaken(out);
    NpmClient npm = new NpmClient("npm");
    new BoxCatalog(npm).pull(BOX, bench.cache(), bench.console()::say);
    new DataCatalog(npm).pull(DATA, bench.cache(), bench.console()::say);
    new Training(bench).start(recipe(seed), out);
    return new HeldOut(bench).evaluate(out, null, null);
  }

  private static Recipe recipe(long seed) {
    return RecipeDraft.empty()
        .with("method", "views")
        .with("seed", seed)
        .with("box", BOX)
        .with("data.source", DATA)
        .with("data.classes", CLASSES)
        .with("data.labels", LABELS)
        .with("data.holdout", HELD_OUT)
        .with("data.equalClasses", true)
        .with("budget.images", LABELS * VIEWS)
        .with("views.count", VIEWS)
        .finish();
  }
}

package io.retask.app.run;

import io.retask.data.Dataset;
import io.retask.data.Example;
import io.retask.data.Inspection;
import io.retask.data.InvalidData;
import io.retask.data.Manifest;
import io.retask.data.Split;
import io.retask.recipe.DataRecipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at data and divides them, without a box. */
public final class DataWork {
  private static final int SHOWN = 10;
  private final Workbench bench;

  /** Work on data that the bench finds. */
  public DataWork(Workbench bench) {
    this.bench = bench;
  }

  /** What is in the data. */
  public Inspection inspect(DataRecipe recipe) {
    return Inspection.of(bench.openData(recipe));
  }

  /** The same for people. */
  public static List<String> lines(Inspection found) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %,d examples, digest %s".formatted(found.name(), found.examples(), found.digest()));
    found.classes().forEach((name, count) -> lines.add("  %-30s %,8d".formatted(name, count)));
    lines.add("published parts  %s".formatted(found.parts()));
    lines.add("picture sizes    %s".formatted(found.sizes()));
    lines.add(
        "groups           %,d, the largest of %,d".formatted(found.groups(), found.largestGroup()));
    kin(lines, "exact duplicates", found.duplicates());
    kin(lines, "duplicates with conflicting labels", found.conflicts());
    kin(lines, "leaks between published parts", found.leaks());
    lines.add("skipped files    %,d".formatted(found.skipped().size()));
    found.skipped().stream().limit(SHOWN).forEach(file -> lines.add("  " + file));
    return lines;
  }

  private static void kin(List<String> lines, String what, List<Inspection.Kin> sets) {
    lines.add("%s: %,d sets".formatted(what, sets.size()));
    sets.stream()
        .limit(SHOWN)
        .forEach(
            kin ->
                lines.add(
                    "  %s: %s (%s)"
                        .formatted(
                            kin.common(),
                            String.join(", ", kin.ids().stream().limit(SHOWN).toList()),
                            String.join(", ", kin.labels()))));
  }

  /** Divides the data and writes a manifest; says what came out. */
  public String divide(DataRecipe recipe, long seed, Path out) {
    Dataset data = bench.openData(recipe);
    Path from = bench.dataPath(recipe.source()).toAbsolutePath();
    Manifest.refuseOver(from, out);
    Split split = bench.split(data, recipe, recipe.validationShare(), seed);
    Listed files = new Listed(data, Files.isDirectory(from) ? from : from.getParent(), out);
    List<Manifest.Entry> entries = new ArrayList<>();
    files.add(entries, split.train(), Example.Part.TRAIN);
    files.add(entries, split.validation(), Example.Part.VALIDATION);
    files.add(entries, split.test(), Example.Part.TEST);
    Manifest.write(out, entries);
    return "%s: %,d train, %,d validation, %,d test; split digest %s"
        .formatted(
            out,
            split.train().length,
            split.validation().length,
            split.test().length,
            split.digest());
  }

  /** The files behind the examples, as a manifest elsewhere names them. */
  private record Listed(Dataset data, Path folder, Path manifest) {
    void add(List<Manifest.Entry> entries, int[] rows, Example.Part part) {
      for (int row : rows) {
        Example example = data.examples().get(row);
        String path = path(example);
        // where no group is known it is the example itself, which has this name from here on
        String group = example.group().equals(example.id()) ? path : example.group();
        entries.add(new Manifest.Entry(path, example.label(), group, part));
      }
    }

    private String path(Example example) {
      Path file = folder.resolve(example.id()).normalize();
      if (!Files.isRegularFile(file)) {
        throw new InvalidData(
            "'%s' holds its pictures in one file, so a manifest cannot list them; its division is"
                    .formatted(data.name())
                + " made anew from the seed wherever it is used");
      }
      return manifest
          .toAbsolutePath()
          .normalize()
          .getParent()
          .relativize(file)
          .toString()
          .replace('\\', '/');
    }
  }
}

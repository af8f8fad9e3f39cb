package io.retask.bench.matrix;

import io.retask.app.catalog.CacheFolder;
import io.retask.app.catalog.DataCatalog;
import io.retask.app.catalog.NpmClient;
import io.retask.data.Example.Part;
import io.retask.data.Manifest;
import io.retask.data.Manifest.Entry;
import io.retask.recipe.DataRecipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The data sets of the matrix, as manifests made from their published label files. */
final class TaskData {
  /**
   * One task.
   *
   * @param labels how many labelled examples
   * @param holdout how many test rows at most
   * @param equal whether every class gives as many
   * @param source finds or makes the data; empty where they are absent
   */
  private record Task(
      int labels, int holdout, boolean equal, Function<TaskData, Optional<Path>> source) {}

  private static final List<String> ORDER =
      List.of(
          "fashion-300",
          "fashion-1000",
          "mnist-300",
          "cifar10-500",
          "ham-2-600",
          "ham-7-1000",
          "aptos-1000",
          "fundus-400");

  private static final Map<String, Task> TASKS =
      Map.of(
          "fashion-300", new Task(300, 1_000, false, data -> named("fashion-mnist")),
          "fashion-1000", new Task(1_000, 1_000, false, data -> named("fashion-mnist")),
          "mnist-300", new Task(300, 1_000, false, data -> named("mnist")),
          "cifar10-500", new Task(500, 1_000, false, data -> data.folder("cifar10-test")),
          "ham-2-600", new Task(600, 600, true, data -> data.ham(Set.of("mel", "nv"))),
          "ham-7-1000", new Task(1_000, 1_000, false, data -> data.ham(Set.of())),
          "aptos-1000", new Task(1_000, 1_000, false, TaskData::aptos),
          "fundus-400", new Task(400, 190, false, TaskData::fundus));

  private final Path shared;
  private final Path manifests;

  TaskData(Path shared, Path manifests) {
    this.shared = shared;
    this.manifests = manifests;
  }

  static List<String> names() {
    return ORDER;
  }

  /**
   * The data of a task.
   *
   * @param holdout the most test rows
   * @return empty where they are absent
   */
  Optional<DataRecipe> recipe(String name, int holdout) {
    Task task = TASKS.get(name);
    if (task == null) {
      throw new IllegalArgumentException(
          "there is no task '%s'; there are %s".formatted(name, ORDER));
    }
    return task.source()
        .apply(this)
        .map(
            source ->
                new DataRecipe(
                    source.toString(),
                    List.of(),
                    task.labels(),
                    Math.min(task.holdout(), holdout),
                    null,
                    null,
                    task.equal(),
                    null));
  }

  private static Optional<Path> named(String name) {
    CacheFolder cache = CacheFolder.locate(Optional.empty(), System.getenv());
    return new DataCatalog(new NpmClient("npm")).pulled(name, cache);
  }

  private Optional<Path> folder(String name) {
    Path folder = shared.resolve("data").resolve(name);
    try {
      // paths are what the digest of the data knows its pictures by, however one came to them
      return Files.isDirectory(folder) ? Optional.of(folder.toRealPath()) : Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot look into " + folder, failure);
    }
  }

  /** HAM10000: pictures of one lesion stay together. */
  private Optional<Path> ham(Set<String> kept) {
    return folder("ham10000")
        .map(
            folder -> {
              List<Entry> entries = new ArrayList<>();
              for (String[] row : rows(folder.resolve("HAM10000_metadata.csv"), 1)) {
                if (kept.isEmpty() || kept.contains(row[2])) {
                  entries.add(entry(folder, row[1] + ".jpg", row[2], row[0]));
                }
              }
              return write(kept.isEmpty() ? "ham-7" : "ham-2", entries);
            });
  }

  /** APTOS 2019: two files of one picture stay together, whatever their grades. */
  private Optional<Path> aptos() {
    return folder("aptos2019-gaussian")
        .map(
            folder -> {
              Map<String, String> twins = new HashMap<>();
              for (String[] row : rows(folder.resolve("duplicate_pairs.csv"), 0)) {
                String group = twins.getOrDefault(row[0], twins.getOrDefault(row[1], row[0]));
                twins.put(row[0], group);
                twins.put(row[1], group);
              }
              List<Entry> entries = new ArrayList<>();
              for (String[] row : rows(folder.resolve("labels.csv"), 0)) {
                String group = twins.getOrDefault(row[0], row[0]);
                entries.add(entry(folder, row[0] + ".jpg", "grade-" + row[1], group));
              }
              return write("aptos", entries);
            });
  }

  /** Fundus 600: retinopathy or none, both eyes of a patient together. */
  private Optional<Path> fundus() {
    return folder("dr-srahim-600")
        .map(
            folder -> {
              List<Entry> entries = new ArrayList<>();
              for (String[] row : rows(folder.resolve("labels.csv"), 1)) {
                int grade = Integer.parseInt(row[1].split(" ", 2)[0]);
                if (grade <= 9) {
                  String patient = row[2].split("_", 2)[0];
                  entries.add(entry(folder, row[0], grade == 1 ? "no-dr" : "dr", patient));
                }
              }
              return write("fundus", entries);
            });
  }

  private static Entry entry(Path folder, String file, String label, String group) {
    String path = folder.resolve("images").resolve(file).toString();
    return new Entry(path, label, group, Part.ANY);
  }

  private static List<String[]> rows(Path file, int headers) {
    try {
      return Files.readAllLines(file).stream()
          .skip(headers)
          .filter(line -> !line.isBlank())
          .map(line -> line.split(",", -1))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + file, failure);
    }
  }

  private Path write(String name, List<Entry> entries) {
    Path file = manifests.resolve(name + ".csv");
    try {
      Files.createDirectories(manifests);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot make " + manifests, failure);
    }
    Manifest.write(file, entries);
    return file;
  }
}

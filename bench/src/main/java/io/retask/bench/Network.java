package io.retask.bench;

import io.retask.blackbox.description.BoxDescription;
import io.retask.blackbox.description.BoxDescriptionFile;
import io.retask.onnx.OnnxBox;
import io.retask.onnx.OnnxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A network to measure with: an ONNX file and its description beside it. */
record Network(String name, Path model, BoxDescription description) {
  private static final List<String> NAMES =
      List.of(
          "mobilenet_v1_025_128",
          "mobilenet_v1_050_160",
          "cifar10_resnet20",
          "nsfw_mobilenet_v2",
          "mobilenet_v2_100_224");

  /** The networks of the shared material; none where it is absent. */
  static List<Network> shared() {
    Path models = Path.of(System.getProperty("retask.shared", "../shared"), "models");
    return NAMES.stream()
        .map(name -> models.resolve(name + BoxDescriptionFile.ENDING))
        .flatMap(Network::described)
        .toList();
  }

  /** The network that a description names, if there is such a file. */
  static Stream<Network> described(Path description) {
    if (!Files.exists(description)) {
      return Stream.empty();
    }
    BoxDescription read = BoxDescriptionFile.read(description);
    String name = String.valueOf(description.getFileName()).replace(BoxDescriptionFile.ENDING, "");
    return Stream.of(new Network(name, description.resolveSibling(read.file()), read));
  }

  OnnxBox open(OnnxOptions options) {
    return OnnxBox.open(name, model, description, options);
  }
}

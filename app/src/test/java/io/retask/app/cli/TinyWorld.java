package io.retask.app.cli;

import ai.onnx.proto.OnnxMl;
import io.retask.onnx.convert.OnnxGraph;
import io.retask.testkit.blackbox.SeededDraw;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Small real input: an ONNX box of one layer, and folders of noisy pictures. */
final class TinyWorld {
  /** The side of the box's input. */
  static final int SIDE = 16;

  private static final int LABELS = 8;
  private static final int PICTURE = 24;

  private TinyWorld() {}

  /** A box that maps 3 x 16 x 16 to 8 logits, with its description; returns the model file. */
  static Path box(Path folder, long seed, String extra) throws IOException {
    Files.createDirectories(folder);
    int size = 3 * SIDE * SIDE;
    float[] weights = new float[size * LABELS];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (0.4 * (SeededDraw.uniform(seed, i) - 0.5));
    }
    OnnxGraph graph = new OnnxGraph("tiny");
    String image =
        graph.input("image", OnnxMl.TensorProto.DataType.FLOAT, OnnxGraph.BATCH, 3, SIDE, SIDE);
    String flat = graph.node("Flatten", "flat", List.of(image));
    String layer = graph.floats("layer", weights, size, LABELS);
    graph.node("MatMul", "logits", List.of(flat, layer));
    graph.output("logits", OnnxGraph.BATCH, LABELS);
    Path model = folder.resolve("tiny.onnx");
    Files.write(model, graph.toBytes());
    Files.writeString(folder.resolve("tiny.box.yaml"), description(extra));
    return model;
  }

  static Path box(Path folder) throws IOException {
    return box(folder, 1, "");
  }

  private static String description(String extra) {
    List<String> labels = IntStream.range(0, LABELS).mapToObj(k -> "thing-" + k).toList();
    return """
    file: tiny.onnx
    input:
      name: image
      layout: NCHW
      channels: RGB
      height: %d
      width: %d
      type: float32
      scale: 1
      mean: 0.5
      std: 0.25
    output:
      name: logits
      scores: logits
      visibility: full
      labels: [%s]
    limits: {maxBatch: 8, concurrency: 2}
    %s
    """
        .formatted(SIDE, SIDE, String.join(", ", labels), extra);
  }

  /** A folder per class, each class with a tint of its own under the noise. */
  static Path pictures(Path folder, int perClass, String... classes) throws IOException {
    for (int target = 0; target < classes.length; target++) {
      Path inside = Files.createDirectories(folder.resolve(classes[target]));
      for (int i = 0; i < perClass; i++) {
        picture(inside.resolve("p%02d.png".formatted(i)), target, 1000L * target + i);
      }
    }
    return folder;
  }

  /** Writes one picture; equal arguments give equal pictures. */
  static void picture(Path file, int tint, long seed) throws IOException {
    BufferedImage image = new BufferedImage(PICTURE, PICTURE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < PICTURE * PICTURE; i++) {
      int colour = 0;
      for (int channel = 0; channel < 3; channel++) {
        double base = channel == tint % 3 ? 0.45 : 0.2;
        double value = base + 0.5 * SeededDraw.uniform(seed, 3L * i + channel);
        colour = colour << 8 | (int) (255 * value);
      }
      image.setRGB(i % PICTURE, i / PICTURE, colour);
    }
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException("no writer for PNG");
    }
  }

  /** Copies a folder with all that is in it. */
  static Path copy(Path from, Path to) throws IOException {
    for (Path file : walk(from)) {
      Path target = to.resolve(from.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(target);
      } else {
        Files.copy(file, target);
      }
    }
    return to;
  }

  /** Every file and folder, parents first. */
  static List<Path> walk(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return new ArrayList<>(all.sorted().toList());
    }
  }
}

package io.retask.onnx.convert;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Real pictures at a size, in whole grey levels, by averaging or repeating pixels. */
final class Pictures {
  private Pictures() {}

  static Path shared() {
    return Path.of(System.getProperty("retask.shared", "absent"));
  }

  static List<Path> sample() throws IOException {
    try (Stream<Path> files = Files.walk(shared().resolve("data/imagenet-sample-1000"))) {
      return files.filter(file -> file.toString().matches("(?i).*\\.jpe?g")).sorted().toList();
    }
  }

  static TensorBatch read(Path file, int height, int width) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    TensorBatch row = TensorBatch.allocate(Shape.of(3, height, width), 1);
    for (int plane = 0; plane < 3; plane++) {
      float[] values = plane(image, plane);
      float[] narrow = columns(values, image.getWidth(), image.getHeight(), width);
      float[] turned = turn(narrow, width, image.getHeight());
      float[] small = columns(turned, image.getHeight(), width, height);
      float[] back = turn(small, height, width);
      for (int i = 0; i < back.length; i++) {
        row.values()[plane * height * width + i] = Math.round(back[i]) / 255f;
      }
    }
    return row;
  }

  private static float[] plane(BufferedImage image, int plane) {
    float[] values = new float[image.getWidth() * image.getHeight()];
    for (int i = 0; i < values.length; i++) {
      int pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
      values[i] = (pixel >> (16 - 8 * plane)) & 255;
    }
    return values;
  }

  private static float[] turn(float[] values, int width, int height) {
    float[] turned = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      turned[i % width * height + i / width] = values[i];
    }
    return turned;
  }

  /** Every row to a new width by the mean of the stretch that a new pixel covers. */
  private static float[] columns(float[] values, int width, int height, int target) {
    float[] out = new float[target * height];
    double step = (double) width / target;
    for (int x = 0; x < target; x++) {
      double begin = x * step;
      double end = begin + step;
      for (int source = (int) begin; source < Math.min(width, Math.ceil(end)); source++) {
        double share = (Math.min(end, source + 1.0) - Math.max(begin, source)) / step;
        for (int y = 0; y < height; y++) {
          out[y * target + x] += (float) (share * values[y * width + source]);
        }
      }
    }
    return out;
  }

  /** The bytes that the TFLite runtime takes: n x height x width x channels, 0 to 255. */
  static float[] interleaved(TensorBatch row) {
    int area = row.values().length / 3;
    float[] bytes = new float[row.values().length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i % area * 3 + i / area] = Math.round(row.values()[i] * 255f);
    }
    return bytes;
  }
}

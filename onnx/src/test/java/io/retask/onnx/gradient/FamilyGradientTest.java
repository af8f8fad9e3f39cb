package io.retask.onnx.gradient;

import static io.retask.onnx.convert.OnnxGraph.attribute;

import io.retask.onnx.OnnxOptions;
import io.retask.tensor.Shape;
import io.retask.testkit.blackbox.SeededDraw;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The blocks of the families of networks, small and with seeded weights, beside a forward pass in
 * 64 bits along 8 random directions.
 */
final class FamilyGradientTest {
  private static final Shape ROW = Shape.of(3, 32, 32);
  @TempDir Path folder;

  private void check(Trial.Network network) throws IOException {
    try (Trial.Pair pair =
        Trial.plain(ROW, 2, 1, network).openBoth(folder, new OnnxOptions(1, 1, 8))) {
      Differences.check(pair.box(), pair.exact(), SeededDraw.batch(ROW, 1, 3), 8, 1e-4);
    }
  }

  private static String convRelu(Trial.Builder n, String x, int out, int in, int side, int step) {
    long pad = side / 2;
    return n.op(
        "Relu",
        n.conv(
            x,
            new long[] {out, in, side, side},
            attribute("pads", new long[] {pad, pad, pad, pad}),
            attribute("strides", new long[] {step, step})));
  }

  private static String pool(Trial.Builder n, String operator, String x, int side, int up) {
    return n.op(
        operator,
        x,
        attribute("kernel_shape", new long[] {side, side}),
        attribute("strides", new long[] {2, 2}),
        attribute("ceil_mode", up));
  }

  private static String respond(Trial.Builder n, String x) {
    return n.op("LRN", x, attribute("size", 5), attribute("alpha", 0.1f));
  }

  @Test
  void alexNet() throws IOException {
    check(
        (n, x) -> {
          String first = pool(n, "MaxPool", respond(n, convRelu(n, x, 8, 3, 5, 2)), 3, 0);
          String grouped =
              n.conv(
                  first,
                  new long[] {12, 4, 3, 3},
                  attribute("group", 2),
                  attribute("pads", new long[] {1, 1, 1, 1}));
          String hidden = n.op("Relu", n.dense(n.op("Relu", grouped), 20, 12 * 7 * 7));
          return n.dense(n.op("Dropout", hidden), 10, 20);
        });
  }

  @Test
  void vgg() throws IOException {
    check(
        (n, x) -> {
          String first =
              pool(n, "MaxPool", convRelu(n, convRelu(n, x, 8, 3, 3, 1), 8, 8, 3, 1), 2, 0);
          String second = pool(n, "MaxPool", convRelu(n, first, 12, 8, 3, 1), 2, 0);
          return n.dense(n.op("Relu", n.dense(second, 20, 12 * 8 * 8)), 10, 20);
        });
  }

  @Test
  void squeezeNet() throws IOException {
    check(
        (n, x) -> {
          String begun = pool(n, "MaxPool", convRelu(n, x, 8, 3, 3, 2), 3, 1);
          String squeezed = convRelu(n, begun, 4, 8, 1, 1);
          String fire =
              n.op(
                  "Concat",
                  List.of(convRelu(n, squeezed, 6, 4, 1, 1), convRelu(n, squeezed, 6, 4, 3, 1)),
                  attribute("axis", 1));
          return n.op("Softmax", n.op("Flatten", mean(n, convRelu(n, fire, 10, 12, 1, 1))));
        });
  }

  private static String mean(Trial.Builder n, String x) {
    return n.op("GlobalAveragePool", x);
  }

  @Test
  void googLeNet() throws IOException {
    check(
        (n, x) -> {
          String begun = respond(n, pool(n, "MaxPool", convRelu(n, x, 8, 3, 7, 2), 3, 1));
          String pooled =
              n.op(
                  "MaxPool",
                  begun,
                  attribute("kernel_shape", new long[] {3, 3}),
                  attribute("pads", new long[] {1, 1, 1, 1}));
          String joined =
              n.op(
                  "Concat",
                  List.of(
                      convRelu(n, begun, 4, 8, 1, 1),
                      convRelu(n, convRelu(n, begun, 4, 8, 1, 1), 6, 4, 3, 1),
                      convRelu(n, convRelu(n, begun, 2, 8, 1, 1), 4, 2, 5, 1),
                      convRelu(n, pooled, 4, 8, 1, 1)),
                  attribute("axis", 1));
          return n.dense(mean(n, joined), 10, 18);
        });
  }

  @Test
  void denseNet() throws IOException {
    check(
        (n, x) -> {
          String block = convRelu(n, x, 8, 3, 3, 2);
          int channels = 8;
          for (int layer = 0; layer < 3; layer++) {
            String normed = n.op("Relu", n.norm(block, channels));
            String grown = convRelu(n, normed, 4, channels, 3, 1);
            block = n.op("Concat", List.of(block, grown), attribute("axis", 1));
            channels += 4;
          }
          String narrowed = n.conv(n.op("Relu", n.norm(block, 20)), new long[] {10, 20, 1, 1});
          return n.dense(mean(n, pool(n, "AveragePool", narrowed, 2, 0)), 10, 10);
        });
  }
}

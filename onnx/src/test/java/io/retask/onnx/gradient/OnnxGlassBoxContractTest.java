package io.retask.onnx.gradient;

import static io.retask.onnx.convert.OnnxGraph.attribute;

import io.retask.blackbox.GlassBox;
import io.retask.blackbox.description.BoxInput;
import io.retask.blackbox.description.BoxInput.Scaling;
import io.retask.blackbox.description.ChannelOrder;
import io.retask.blackbox.description.ElementType;
import io.retask.blackbox.description.Layout;
import io.retask.onnx.OnnxOptions;
import io.retask.tensor.Shape;
import io.retask.testkit.blackbox.GlassBoxContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The laws on a smooth network with its own scaling, layout and order of colours. */
final class OnnxGlassBoxContractTest extends GlassBoxContract {
  private static final BoxInput INPUT =
      new BoxInput(
          "x",
          Layout.NHWC,
          ChannelOrder.BGR,
          Shape.of(3, 4, 5),
          ElementType.FLOAT32,
          new Scaling(2, List.of(0.9, 1.0, 1.2), List.of(0.5, 1.0, 2.0)));
  @TempDir Path folder;

  @Override
  protected GlassBox open() {
    try {
      return new Trial(INPUT, OnnxGlassBoxContractTest::network)
          .open(folder, new OnnxOptions(3, 1, 33));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String network(Trial.Builder net, String x) {
    String planes = net.op("Transpose", x, attribute("perm", new long[] {0, 3, 1, 2}));
    String inner = net.op("Tanh", net.conv(planes, new long[] {6, 3, 3, 3}));
    return net.dense(inner, 4, 6 * 2 * 3);
  }
}

package io.retask.onnx.convert;

import ai.onnx.proto.OnnxMl;
import com.fasterxml.jackson.databind.JsonNode;
import io.retask.onnx.convert.TfjsConversion.Value;
import java.util.ArrayList;
import java.util.List;

/** Keras layers that move a window over height and width. */
final class WindowLayers {
  private WindowLayers() {}

  static Value convolution(TfjsLayer layer, TfjsConversion to) {
    TfjsWeight kernel = to.weight(layer, "kernel");
    return convolve(layer, to, turn(to, kernel, false), kernel.axis(3), 1);
  }

  static Value depthwise(TfjsLayer layer, TfjsConversion to) {
    TfjsWeight kernel = to.weight(layer, "depthwise_kernel");
    int channels = kernel.axis(2) * kernel.axis(3);
    return convolve(layer, to, turn(to, kernel, true), channels, kernel.axis(2));
  }

  /** Weights h x w x I x O to O x I x h x w, or for depthwise ones to (I O) x 1 x h x w. */
  private static String turn(TfjsConversion to, TfjsWeight kernel, boolean depthwise) {
    int area = kernel.axis(0) * kernel.axis(1);
    int in = kernel.axis(2);
    int out = kernel.axis(3);
    float[] turned = new float[area * in * out];
    for (int from = 0; from < turned.length; from++) {
      int tap = from / (in * out);
      int input = from / out % in;
      int output = from % out;
      int row = depthwise ? input * out + output : output * in + input;
      turned[row * area + tap] = kernel.values()[from];
    }
    return depthwise
        ? to.graph().floats("kernel", turned, in * (long) out, 1, kernel.axis(0), kernel.axis(1))
        : to.graph().floats("kernel", turned, out, in, kernel.axis(0), kernel.axis(1));
  }

  private static Value convolve(
      TfjsLayer layer, TfjsConversion to, String kernel, int channels, int groups) {
    Value value = to.input(layer, 0);
    Extent extent = new Extent(layer, value, "kernel_size");
    List<String> inputs = new ArrayList<>(List.of(value.name(), kernel));
    if (layer.config("use_bias").asBoolean(true)) {
      inputs.add(to.vector(layer, "bias"));
    }
    List<OnnxMl.AttributeProto> attributes = extent.attributes();
    attributes.add(OnnxGraph.attribute("dilations", longs(layer.pair("dilation_rate"))));
    attributes.add(OnnxGraph.attribute("group", groups));
    String name =
        to.graph().node("Conv", "conv", inputs, attributes.toArray(new OnnxMl.AttributeProto[0]));
    return to.activate(layer, extent.result(name, channels));
  }

  static Value maxPool(TfjsLayer layer, TfjsConversion to) {
    return pool(layer, to, "MaxPool");
  }

  static Value averagePool(TfjsLayer layer, TfjsConversion to) {
    return pool(layer, to, "AveragePool");
  }

  private static Value pool(TfjsLayer layer, TfjsConversion to, String operator) {
    Value value = to.input(layer, 0);
    Extent extent = new Extent(layer, value, "pool_size");
    String name =
        to.graph()
            .node(
                operator,
                "pool",
                List.of(value.name()),
                extent.attributes().toArray(new OnnxMl.AttributeProto[0]));
    return extent.result(name, value.channels());
  }

  static Value zeroPadding(TfjsLayer layer, TfjsConversion to) {
    Value value = to.input(layer, 0);
    JsonNode pads = layer.config("padding");
    int top = pads.at("/0/0").asInt();
    int bottom = pads.at("/0/1").asInt();
    int left = pads.at("/1/0").asInt();
    int right = pads.at("/1/1").asInt();
    String all = to.graph().longs("pads", 0, 0, top, left, 0, 0, bottom, right);
    String name = to.graph().node("Pad", "padded", List.of(value.name(), all));
    return new Value(
        name, value.height() + top + bottom, value.width() + left + right, value.channels(), false);
  }

  private static long[] longs(int[] values) {
    return new long[] {values[0], values[1]};
  }

  /** The window's place: what it pads and what is left of height and width. */
  private static final class Extent {
    private final int[] kernel;
    private final int[] strides;
    private final int[] size = new int[2];
    private final long[] pads = new long[4];

    Extent(TfjsLayer layer, Value value, String kernelKey) {
      kernel = layer.pair(kernelKey);
      strides = layer.pair("strides");
      int[] dilation = layer.pair("dilation_rate");
      boolean same = layer.config("padding").asText().equals("same");
      int[] before = {value.height(), value.width()};
      for (int axis = 0; axis < 2; axis++) {
        int reach = (kernel[axis] - 1) * dilation[axis] + 1;
        int room = same ? before[axis] + strides[axis] - 1 : before[axis] - reach + strides[axis];
        size[axis] = room / strides[axis];
        int total = Math.max(0, (size[axis] - 1) * strides[axis] + reach - before[axis]);
        pads[axis] = same ? total / 2 : 0;
        pads[axis + 2] = same ? total - pads[axis] : 0;
      }
    }

    List<OnnxMl.AttributeProto> attributes() {
      return new ArrayList<>(
          List.of(
              OnnxGraph.attribute("kernel_shape", longs(kernel)),
              OnnxGraph.attribute("strides", longs(strides)),
              OnnxGraph.attribute("pads", pads)));
    }

    Value result(String name, int channels) {
      return new Value(name, size[0], size[1], channels, false);
    }
  }
}

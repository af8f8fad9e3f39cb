package io.retask.onnx.convert;

import java.util.List;

/**
 * How 8-bit or 32-bit numbers stand for real ones: {@code real = scale * (number - zero)}.
 *
 * @param scales one step for the tensor, or one for each slice along the axis
 * @param zeros the number that stands for 0, as many as there are scales
 * @param axis the axis that the scales run along
 */
record Quantization(List<Float> scales, List<Integer> zeros, int axis) {
  Quantization {
    scales = List.copyOf(scales);
    zeros = List.copyOf(zeros);
  }

  boolean wholeTensor() {
    return scales.size() == 1;
  }

  float scale(int slice) {
    return scales.get(wholeTensor() ? 0 : slice);
  }

  int zero(int slice) {
    return zeros.get(wholeTensor() ? 0 : slice);
  }
}

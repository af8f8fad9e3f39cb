package io.retask.torch;

import io.retask.RetaskException;
import io.retask.blackbox.description.BoxInput;
import io.retask.blackbox.description.ChannelOrder;
import io.retask.blackbox.description.ElementType;
import io.retask.blackbox.description.Layout;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;

/**
 * What a network does before its first layer: {@code (scale p - mean) / std}, the order of the axes
 * and of the colours. It is linear but for a shift, so its pull-back is the same in reverse.
 */
final class InputPacking {
  private final int[] place;
  private final float[] factor;
  private final float[] shift;
  private final int area;
  private final Shape packed;

  /**
   * The packing of an input.
   *
   * @throws RetaskException if the network takes bytes, which have no derivative
   */
  InputPacking(BoxInput input) {
    if (input.type() != ElementType.FLOAT32) {
      throw new RetaskException(
          "a TorchScript network takes float32 here, but input.type is %s; export it so that it does"
              .formatted(input.type()));
    }
    packed = input.boxShape();
    int planes = input.layout() == Layout.PLAIN ? 1 : 3;
    area = input.shape().size() / planes;
    place = new int[input.shape().size()];
    factor = new float[planes];
    shift = new float[planes];
    for (int plane = 0; plane < planes; plane++) {
      double std = input.scaling().std().get(plane);
      factor[plane] = (float) (input.scaling().scale() / std);
      shift[plane] = (float) (-input.scaling().mean().get(plane) / std);
      int colour = input.channels() == ChannelOrder.BGR ? planes - 1 - plane : plane;
      for (int i = 0; i < area; i++) {
        place[plane * area + i] =
            input.layout() == Layout.NHWC ? i * planes + colour : colour * area + i;
      }
    }
  }

  /** The shape of one row as the network sees it. */
  Shape packedShape() {
    return packed;
  }

  /** Rows {@code from} to {@code to} as the network sees them. */
  float[] pack(TensorBatch batch, int from, int to) {
    float[] out = new float[(to - from) * place.length];
    for (int row = from; row < to; row++) {
      int source = batch.offset(row);
      int target = (row - from) * place.length;
      for (int i = 0; i < place.length; i++) {
        int plane = i / area;
        out[target + place[i]] = factor[plane] * batch.values()[source + i] + shift[plane];
      }
    }
    return out;
  }

  /** The gradient by what was packed, as that by the rows from {@code from} on. */
  void pullBack(float[] gradient, TensorBatch into, int from) {
    for (int row = 0; row < gradient.length / place.length; row++) {
      int source = row * place.length;
      int target = into.offset(from + row);
      for (int i = 0; i < place.length; i++) {
        into.values()[target + i] = factor[i / area] * gradient[source + place[i]];
      }
    }
  }
}

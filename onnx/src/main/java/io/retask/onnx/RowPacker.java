package io.retask.onnx;

import io.retask.blackbox.description.BoxInput;
import io.retask.blackbox.description.ChannelOrder;
import io.retask.blackbox.description.ElementType;
import io.retask.blackbox.description.Layout;

/**
 * Turns rows in [0,1] into the box's numbers: scaling, order of axes and of colours, in one pass.
 * The scaling {@code (scale * p - mean) / std} is folded to {@code factor * p + shift} a plane.
 */
final class RowPacker {
  private final int planes;
  private final int area;
  private final boolean interleaved;
  private final boolean mirrored;
  private final boolean untouched;
  private final float[] factor;
  private final float[] shift;

  RowPacker(BoxInput input) {
    boolean picture = input.layout() != Layout.PLAIN;
    planes = picture ? 3 : 1;
    area = input.shape().size() / planes;
    interleaved = input.layout() == Layout.NHWC;
    mirrored = input.channels() == ChannelOrder.BGR;
    factor = new float[planes];
    shift = new float[planes];
    boolean identity = true;
    for (int plane = 0; plane < planes; plane++) {
      double std = input.scaling().std().get(plane);
      factor[plane] = (float) (input.scaling().scale() / std);
      shift[plane] = (float) (-input.scaling().mean().get(plane) / std);
      identity &= factor[plane] == 1 && shift[plane] == 0;
    }
    untouched = identity && !interleaved && !mirrored && input.type() == ElementType.FLOAT32;
  }

  /** Whether rows go to the box exactly as they are. */
  boolean untouched() {
    return untouched;
  }

  /** Packs the row that begins at {@code offset} of {@code from}. */
  void pack(float[] from, int offset, float[] to) {
    for (int plane = 0; plane < planes; plane++) {
      int target = mirrored ? planes - 1 - plane : plane;
      if (interleaved) {
        spread(from, offset + plane * area, to, target, plane);
      } else {
        copy(from, offset + plane * area, to, target * area, plane);
      }
    }
  }

  private void copy(float[] from, int source, float[] to, int target, int plane) {
    float a = factor[plane];
    float b = shift[plane];
    for (int i = 0; i < area; i++) {
      to[target + i] = a * from[source + i] + b;
    }
  }

  private void spread(float[] from, int source, float[] to, int target, int plane) {
    float a = factor[plane];
    float b = shift[plane];
    for (int i = 0; i < area; i++) {
      to[target + i * planes] = a * from[source + i] + b;
    }
  }

  /** Rounds half up to 0..255; what lies outside is cut off. */
  static void round(float[] values, int count, byte[] to) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) Math.max(0, Math.min(255, (int) (values[i] + 0.5f)));
    }
  }
}

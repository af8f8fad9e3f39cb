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
  /**
   * The most numbers packed at a time, whole pixels: what was scaled is still in the innermost
   * cache when it is copied to the engine's buffer.
   */
  static final int BLOCK = 3 * 2048;

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

  /**
   * Packs a part of the row that begins at {@code offset} of {@code from}.
   *
   * @param at the first of the box's numbers, a multiple of {@link #BLOCK}
   * @param count how many, at most {@link #BLOCK}
   * @param to overwritten from its beginning
   */
  void pack(float[] from, int offset, int at, int count, float[] to) {
    if (interleaved) {
      interleave(from, offset + at / planes, count / planes, to);
      return;
    }
    for (int done = 0; done < count; ) {
      int target = (at + done) / area;
      int first = (at + done) % area;
      int length = Math.min(count - done, area - first);
      int plane = mirrored ? planes - 1 - target : target;
      System.arraycopy(from, offset + plane * area + first, to, done, length);
      scale(to, done, length, plane);
      done += length;
    }
  }

  private void scale(float[] values, int from, int count, int plane) {
    float a = factor[plane];
    float b = shift[plane];
    for (int i = from; i < from + count; i++) {
      values[i] = a * values[i] + b;
    }
  }

  /** The three colours of a pixel side by side, written from front to back. */
  private void interleave(float[] from, int pixel, int pixels, float[] to) {
    int first = mirrored ? 2 : 0;
    int last = 2 - first;
    float firstFactor = factor[first];
    float firstShift = shift[first];
    float greenFactor = factor[1];
    float greenShift = shift[1];
    float lastFactor = factor[last];
    float lastShift = shift[last];
    int firstPlane = pixel + first * area;
    int greenPlane = pixel + area;
    int lastPlane = pixel + last * area;
    for (int i = 0; i < pixels; i++) {
      to[3 * i] = firstFactor * from[firstPlane + i] + firstShift;
      to[3 * i + 1] = greenFactor * from[greenPlane + i] + greenShift;
      to[3 * i + 2] = lastFactor * from[lastPlane + i] + lastShift;
    }
  }

  /** Rounds half up to 0..255; what lies outside is cut off. */
  static void round(float[] values, int count, byte[] to) {
    for (int i = 0; i < count; i++) {
      to[i] = (byte) Math.max(0, Math.min(255, (int) (values[i] + 0.5f)));
    }
  }
}

package io.retask.program;

import io.retask.tensor.Shape;

/**
 * Where a target input stands inside the input of a box: in the centre, along every axis. Works for
 * any number of axes.
 *
 * @param source the shape of the target input, the hole; each axis at most that of the frame
 * @param frame the shape that the box takes
 */
public record FrameGeometry(Shape source, Shape frame) {
  /** Checks that the hole fits. */
  public FrameGeometry {
    boolean fits = source.rank() == frame.rank();
    for (int axis = 0; fits && axis < source.rank(); axis++) {
      fits = source.axis(axis) <= frame.axis(axis);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "inputs of %s do not fit into a frame of %s; choose a source shape of the same rank that is nowhere larger"
              .formatted(source, frame));
    }
  }

  /** How many values of the frame lie before the hole along an axis: floor((H - h) / 2). */
  public int offset(int axis) {
    return (frame.axis(axis) - source.axis(axis)) / 2;
  }

  /** The number of values outside the hole. */
  public int border() {
    return frame.size() - source.size();
  }

  /** The length of one unbroken run of the hole. */
  int runLength() {
    return source.axis(source.rank() - 1);
  }

  /** Where each run of the hole begins in the frame, ascending, in the order of the source. */
  int[] runStarts() {
    int last = source.rank() - 1;
    int[] starts = new int[source.size() / runLength()];
    for (int run = 0; run < starts.length; run++) {
      int rest = run;
      int stride = frame.axis(last);
      int start = offset(last);
      for (int axis = last - 1; axis >= 0; axis--) {
        start += (rest % source.axis(axis) + offset(axis)) * stride;
        rest /= source.axis(axis);
        stride *= frame.axis(axis);
      }
      starts[run] = start;
    }
    return starts;
  }

  /** Where the values outside the hole stand in the frame, ascending. */
  int[] borderPlaces() {
    int[] places = new int[border()];
    int next = 0;
    int from = 0;
    int[] starts = runStarts();
    for (int run = 0; run <= starts.length; run++) {
      int to = run < starts.length ? starts[run] : frame.size();
      for (int place = from; place < to; place++) {
        places[next++] = place;
      }
      from = to + runLength();
    }
    return places;
  }
}

package io.retask.onnx.gradient;

import io.retask.onnx.convert.OnnxGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rules of what moves values and does not change them. */
final class ShapeGradients {
  private ShapeGradients() {}

  static void pass(ForwardNode node, String g, BackwardGraph to) {
    to.add(node.input(0), g);
  }

  static void dropout(ForwardNode node, String g, BackwardGraph to) {
    if (node.optionalInput(2).isPresent()) {
      throw node.refused("may drop values by chance (it has a training_mode)");
    }
    pass(node, g, to);
  }

  static void reshape(ForwardNode node, String g, BackwardGraph to) {
    to.add(node.input(0), to.reshape(node, g, to.shape(node.input(0))));
  }

  static void transpose(ForwardNode node, String g, BackwardGraph to) {
    int rank = to.shape(node.input(0)).length;
    long[] order = node.wholes("perm").orElseGet(() -> opposite(rank));
    long[] back = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      back[(int) order[axis]] = axis;
    }
    to.add(node.input(0), to.node("Transpose", g, OnnxGraph.attribute("perm", back)));
  }

  private static long[] opposite(int rank) {
    long[] order = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      order[axis] = rank - 1L - axis;
    }
    return order;
  }

  /** Pads of the opposite sign cut off what was added, and add what was cut off. */
  static void pad(ForwardNode node, String g, BackwardGraph to) {
    if (!node.word("mode", "constant").equals("constant")) {
      throw node.refused(
          "repeats values (mode %s), but only padding with a constant has a gradient rule"
              .formatted(node.word("mode", "")));
    }
    to.requireConstant(node, 1);
    List<String> inputs = new ArrayList<>(List.of(g, to.node("Neg", node.input(1))));
    node.optionalInput(3).ifPresent(axes -> inputs.addAll(List.of("", axes)));
    to.add(node.input(0), to.node("Pad", inputs));
  }

  static void concat(ForwardNode node, String g, BackwardGraph to) {
    int rank = to.shape(node.output()).length;
    int axis = (int) node.whole("axis", 0);
    axis = axis < 0 ? axis + rank : axis;
    if (axis == 0) {
      throw node.refused("joins rows of the batch");
    }
    long from = 0;
    for (int i = 0; i < node.inputs(); i++) {
      long end = from + to.shape(node.input(i))[axis];
      if (to.active(node.input(i))) {
        to.add(
            node.input(i),
            to.node("Slice", List.of(g, to.longs(from), to.longs(end), to.longs(axis))));
      }
      from = end;
    }
  }

  /** Zeros go where nothing was taken: between the values, before them and behind them. */
  static void slice(ForwardNode node, String g, BackwardGraph to) {
    to.requireConstant(node, 1);
    long[] whole = to.shape(node.input(0));
    long[] taken = to.shape(node.output());
    Cut cut = Cut.of(node, to, whole.length);
    long[] pads = new long[2 * whole.length];
    String spaced = g;
    for (int i = 0; i < cut.axes().size(); i++) {
      int axis = cut.axes().get(i);
      long step = cut.steps().get(i);
      if (whole[axis] == MeasuredValues.BATCH) {
        cut.requireWhole(node, i, taken[axis]);
        continue;
      }
      long start = cut.starts().get(i);
      start = Math.max(0, Math.min(whole[axis], start < 0 ? start + whole[axis] : start));
      if (step > 1) {
        spaced = spaced(node, spaced, taken, axis, step, to);
        taken[axis] *= step;
      }
      pads[axis] = start;
      pads[axis + whole.length] = whole[axis] - start - taken[axis];
    }
    to.add(node.input(0), to.node("Pad", List.of(spaced, to.longs(pads))));
  }

  /** {@code step - 1} zeros behind every value along an axis. */
  private static String spaced(
      ForwardNode node, String value, long[] shape, int axis, long step, BackwardGraph to) {
    int rank = shape.length;
    long[] apart = new long[rank + 1];
    System.arraycopy(shape, 0, apart, 0, axis + 1);
    apart[axis + 1] = 1;
    System.arraycopy(shape, axis + 1, apart, axis + 2, rank - axis - 1);
    long[] zeros = new long[2 * rank + 2];
    zeros[rank + 1 + axis + 1] = step - 1;
    String padded = to.node("Pad", List.of(to.reshape(node, value, apart), to.longs(zeros)));
    long[] joined = shape.clone();
    joined[axis] *= step;
    return to.reshape(node, padded, joined);
  }

  /** What a Slice takes, axis by axis. */
  private record Cut(List<Integer> axes, List<Long> starts, List<Long> steps) {
    static Cut of(ForwardNode node, BackwardGraph to, int rank) {
      List<Long> starts = stated(node, 1, to);
      List<Long> axes = node.optionalInput(3).isPresent() ? stated(node, 3, to) : List.of();
      List<Long> steps = node.optionalInput(4).isPresent() ? stated(node, 4, to) : List.of();
      List<Integer> places = new ArrayList<>();
      List<Long> strides = new ArrayList<>();
      for (int i = 0; i < starts.size(); i++) {
        long axis = axes.isEmpty() ? i : axes.get(i);
        places.add((int) (axis < 0 ? axis + rank : axis));
        strides.add(steps.isEmpty() ? 1 : steps.get(i));
      }
      if (strides.stream().anyMatch(step -> step < 1)) {
        throw node.refused("goes backwards, which has no gradient rule");
      }
      return new Cut(places, starts, strides);
    }

    private static List<Long> stated(ForwardNode node, int position, BackwardGraph to) {
      return node.optionalInput(position)
          .flatMap(to::wholes)
          .map(values -> Arrays.stream(values).boxed().toList())
          .orElseThrow(() -> node.refused("cuts where the batch or the picture tells it to"));
    }

    void requireWhole(ForwardNode node, int i, long taken) {
      if (starts.get(i) != 0 || steps.get(i) != 1 || taken != MeasuredValues.BATCH) {
        throw node.refused("leaves out rows of the batch");
      }
    }
  }
}

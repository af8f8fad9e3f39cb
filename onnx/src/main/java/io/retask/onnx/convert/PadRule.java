package io.retask.onnx.convert;

import java.util.List;

/** PAD with zeros around height, width and channels. */
final class PadRule implements OperatorRule {
  @Override
  public void convert(TfliteOperator operator, TfliteConversion to) {
    TfliteTensor input = to.tensor(operator.input(0));
    int[] pads = to.tensor(operator.input(1)).integers();
    int rank = input.rank();
    if (pads.length != 2 * rank) {
      throw operator.refused("pads %d axes by %d numbers".formatted(rank, pads.length));
    }
    int[] order = rank == 4 ? new int[] {0, 3, 1, 2} : identity(rank);
    long[] all = new long[2 * rank];
    for (int axis = 0; axis < rank; axis++) {
      all[axis] = pads[2 * order[axis]];
      all[rank + axis] = pads[2 * order[axis] + 1];
    }
    String value =
        to.graph()
            .node(
                "Pad",
                "padded",
                List.of(to.value(operator.input(0)), to.graph().longs("pads", all)));
    to.putMoved(operator.input(0), operator.output(), value);
  }

  private static int[] identity(int rank) {
    int[] order = new int[rank];
    for (int i = 0; i < rank; i++) {
      order[i] = i;
    }
    return order;
  }
}

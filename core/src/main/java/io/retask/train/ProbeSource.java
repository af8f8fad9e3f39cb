package io.retask.train;

import io.retask.optim.Proposal;
import io.retask.program.PreparedProgram;
import io.retask.program.Program;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;

/**
 * Every point of a step applied to every input of the mini-batch: row p·B + i is input i under
 * point p. Made when it is read; the B rows of one point share its drawing and what the program
 * makes of its parameters.
 */
final class ProbeSource implements TensorSource {
  private final Shape shape;
  private final int points;
  private final RecentPoints recent;
  private final TensorBatch inputs;

  ProbeSource(Program program, Proposal points, TensorBatch inputs) {
    this.shape = program.outputShape();
    this.points = points.size();
    this.recent = new RecentPoints(program, points);
    this.inputs = inputs;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public int count() {
    return Math.multiplyExact(points, inputs.count());
  }

  @Override
  public int grain() {
    return inputs.count();
  }

  @Override
  public TensorBatch rows(int from, int to) {
    if (from < 0 || to < from || to > count()) {
      throw new IndexOutOfBoundsException("rows " + from + " to " + to + " of " + count());
    }
    TensorBatch all = TensorBatch.allocate(shape, to - from);
    read(from, all);
    return all;
  }

  @Override
  public void read(int from, TensorBatch into) {
    int to = from + into.count();
    if (to > from && (to - 1) / grain() == from / grain()) {
      paint(from, into);
      return;
    }
    for (int at = from; at < to; ) {
      int end = Math.min(to, (at / grain() + 1) * grain());
      TensorBatch part = TensorBatch.allocate(shape, end - at);
      paint(at, part);
      System.arraycopy(
          part.values(), 0, into.values(), into.offset(at - from), part.values().length);
      at = end;
    }
  }

  /** Rows that belong to one point. */
  private void paint(int from, TensorBatch into) {
    PreparedProgram program = recent.at(from / grain());
    program.apply(inputs, from % grain(), into);
  }
}

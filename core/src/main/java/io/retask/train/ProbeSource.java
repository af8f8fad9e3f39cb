package io.retask.train;

import io.retask.optim.Proposal;
import io.retask.program.Program;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;

/**
 * Every point of a step applied to every input of the mini-batch: row p·B + i is input i under
 * point p. Made when it is read; the B rows of one point share its drawing, and rows that are read
 * together share one application of the program.
 */
final class ProbeSource implements TensorSource {
  private final Program program;
  private final RecentPoints points;
  private final TensorBatch inputs;

  ProbeSource(Program program, Proposal points, TensorBatch inputs) {
    this.program = program;
    this.points = new RecentPoints(points);
    this.inputs = inputs;
  }

  @Override
  public Shape shape() {
    return program.outputShape();
  }

  @Override
  public int count() {
    return Math.multiplyExact(points.size(), inputs.count());
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
    int first = from / grain();
    if (to > from && (to - 1) / grain() == first) {
      return part(first, from, to);
    }
    TensorBatch all = TensorBatch.allocate(shape(), to - from);
    for (int at = from; at < to; ) {
      int point = at / grain();
      int end = Math.min(to, (point + 1) * grain());
      float[] made = part(point, at, end).values();
      System.arraycopy(made, 0, all.values(), all.offset(at - from), made.length);
      at = end;
    }
    return all;
  }

  @Override
  public void read(int from, TensorBatch into) {
    int point = from / grain();
    if (into.count() > 0 && (from + into.count() - 1) / grain() == point) {
      program.apply(inputs(point, from, from + into.count()), points.at(point), into);
    } else {
      TensorSource.super.read(from, into);
    }
  }

  /** Rows that belong to one point. */
  private TensorBatch part(int point, int from, int to) {
    return program.apply(inputs(point, from, to), points.at(point));
  }

  private TensorBatch inputs(int point, int from, int to) {
    int base = point * grain();
    return to - from == grain() ? inputs : inputs.rows(from - base, to - base);
  }
}

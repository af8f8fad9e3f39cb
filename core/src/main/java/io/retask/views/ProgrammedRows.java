package io.retask.views;

import io.retask.program.Program;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;

/** Rows of a source under one program, made when they are asked for. */
final class ProgrammedRows implements TensorSource {
  private final TensorSource source;
  private final Program program;
  private final float[] parameters;

  ProgrammedRows(TensorSource source, Program program, float[] parameters) {
    this.source = source;
    this.program = program;
    this.parameters = parameters.clone();
  }

  @Override
  public Shape shape() {
    return program.outputShape();
  }

  @Override
  public int count() {
    return source.count();
  }

  @Override
  public int grain() {
    return source.grain();
  }

  @Override
  public TensorBatch rows(int from, int to) {
    return program.apply(source.rows(from, to), parameters);
  }
}

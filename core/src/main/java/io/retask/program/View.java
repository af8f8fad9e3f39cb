package io.retask.program;

import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;

/** One program with its parameters: what a box is shown instead of the input itself. */
public final class View {
  private final Program program;
  private final float[] parameters;

  /**
   * Binds parameters to a program; the array is copied.
   *
   * @throws IllegalArgumentException if the number of parameters is another
   */
  public View(Program program, float[] parameters) {
    if (parameters.length != program.parameterCount()) {
      throw new IllegalArgumentException(
          "the program takes %d parameters, but %d were given"
              .formatted(program.parameterCount(), parameters.length));
    }
    this.program = program;
    this.parameters = parameters.clone();
  }

  /** The program. */
  public Program program() {
    return program;
  }

  /** Its parameters W, a copy. */
  public float[] parameters() {
    return parameters.clone();
  }

  /** The view of every input, made when it is asked for. */
  public TensorSource over(TensorSource inputs) {
    PreparedProgram ready = program.prepare(parameters);
    return new TensorSource() {
      @Override
      public Shape shape() {
        return program.outputShape();
      }

      @Override
      public int count() {
        return inputs.count();
      }

      @Override
      public TensorBatch rows(int from, int to) {
        TensorBatch made = TensorBatch.allocate(shape(), to - from);
        read(from, made);
        return made;
      }

      @Override
      public void read(int from, TensorBatch into) {
        ready.apply(inputs.rows(from, from + into.count()), 0, into);
      }
    };
  }
}

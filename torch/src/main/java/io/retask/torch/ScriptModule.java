package io.retask.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.retask.RetaskException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A loaded TorchScript network with the native memory that it lives in. It always stays in the mode
 * in which it was saved: training mode would overwrite the averages of batch normalisation.
 */
final class ScriptModule implements AutoCloseable {
  private final String name;
  private final NDManager scope;
  private final PtSymbolBlock block;

  private ScriptModule(String name, NDManager scope, PtSymbolBlock block) {
    this.name = name;
    this.scope = scope;
    this.block = block;
  }

  /**
   * Loads a network; none of its weights learns.
   *
   * @param name the file, for errors
   * @throws RetaskException if libtorch cannot load it
   */
  static ScriptModule load(String name, byte[] archive) {
    NDManager scope = TorchEngine.newScope();
    try {
      PtSymbolBlock block =
          JniUtils.loadModule((PtNDManager) scope, new ByteArrayInputStream(archive), false, false);
      ScriptModule module = new ScriptModule(name, scope, block);
      module.parameters().values().forEach(weight -> weight.setRequiresGradient(false));
      return module;
    } catch (EngineException | IOException | IllegalArgumentException failure) {
      scope.close();
      throw new RetaskException(
          "'%s' is no TorchScript network that libtorch loads: %s; save it with torch.jit.save"
              .formatted(name, firstLine(failure)),
          failure);
    }
  }

  static String firstLine(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  /** Where the network and what is made of it live. */
  NDManager scope() {
    return scope;
  }

  /** The declared parameters by name; the arrays are those of the network itself. */
  SortedMap<String, NDArray> parameters() {
    SortedMap<String, NDArray> parameters = new TreeMap<>();
    block.getDirectParameters().forEach(p -> parameters.put(p.getKey(), p.getValue().getArray()));
    return parameters;
  }

  /**
   * Runs the network.
   *
   * @param followed whether what is done can be differentiated
   * @return in the scope of the rows
   * @throws RetaskException if it answers anything but one tensor
   */
  NDArray forward(NDArray rows, boolean followed) {
    NDList answers =
        followed ? Gradients.following(() -> answers(rows, true)) : answers(rows, false);
    if (answers.size() != 1) {
      throw refused(answers.size() + " tensors");
    }
    return answers.get(0);
  }

  private NDList answers(NDArray rows, boolean followed) {
    try {
      return IValueUtils.forward(block, new NDList(rows), followed);
    } catch (UnsupportedOperationException foreign) {
      throw refused("no tensor");
    }
  }

  private RetaskException refused(String answer) {
    return new RetaskException(
        "'%s' answers %s, but a box answers one tensor; export it without auxiliary outputs"
            .formatted(name, answer));
  }

  static NDArray rows(NDManager scope, float[] values, int count, io.retask.tensor.Shape row) {
    long[] shape = new long[row.rank() + 1];
    shape[0] = count;
    for (int axis = 1; axis < shape.length; axis++) {
      shape[axis] = row.axis(axis - 1);
    }
    return scope.create(values, new Shape(shape));
  }

  /** The gradient of {@code sum(output · upstream)} arrives at all arrays that want one. */
  static void backward(NDArray output, NDArray upstream) {
    JniUtils.backward((PtNDArray) output, (PtNDArray) upstream, false, false);
  }

  @Override
  public void close() {
    block.close();
    scope.close();
  }
}

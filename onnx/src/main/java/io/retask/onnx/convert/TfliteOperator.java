package io.retask.onnx.convert;

import com.google.flatbuffers.Table;
import io.retask.RetaskException;
import org.tensorflow.lite.schema.Operator;

/** One operator of a TFLite file: its place, its tensors and its options. */
final class TfliteOperator {
  private final Operator operator;
  private final int index;
  private final String name;

  TfliteOperator(TfliteFile file, int index) {
    this.operator = file.operator(index);
    this.index = index;
    this.name = file.operatorName(index);
  }

  int inputs() {
    return operator.inputsLength();
  }

  int input(int position) {
    return operator.inputs(position);
  }

  /** Whether this input is given; optional ones may be left out at the end or marked -1. */
  boolean hasInput(int position) {
    return position < inputs() && input(position) >= 0;
  }

  int output() {
    return operator.outputs(0);
  }

  /** Reads the options into the flatbuffer accessor given. */
  <T extends Table> T options(T into) {
    if (operator.builtinOptions(into) == null) {
      throw refused("has no options");
    }
    return into;
  }

  /** Whether options were written at all. */
  boolean hasOptions() {
    return operator.builtinOptionsType() != 0;
  }

  RetaskException refused(String why) {
    return new RetaskException(
        "operator %d (%s) %s; this file cannot be imported".formatted(index, name, why));
  }
}

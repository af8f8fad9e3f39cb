package io.retask.onnx.convert;

/** How one family of TFLite operators is written in ONNX. */
interface OperatorRule {
  /** Adds the nodes of the operator and puts its result in its place. */
  void convert(TfliteOperator operator, TfliteConversion to);
}

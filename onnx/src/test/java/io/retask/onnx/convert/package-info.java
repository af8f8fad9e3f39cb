/** Importers against the TFLite runtime and against sums in plain Java. */
package io.retask.onnx.convert;

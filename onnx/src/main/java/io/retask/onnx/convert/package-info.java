/**
 * Turns TFLite and TF.js files into described ONNX files.
 *
 * <p>Read {@link io.retask.onnx.convert.ModelImport} first. Depends on the description of boxes
 * only; every operator that is not in the tables is refused by name.
 */
@NullMarked
package io.retask.onnx.convert;

import org.jspecify.annotations.NullMarked;

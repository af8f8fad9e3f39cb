/**
 * Boxes that are ONNX files, run by ONNX Runtime inside this process.
 *
 * <p>Read {@link io.retask.onnx.OnnxBox} first. Depends on {@code blackbox}, its description and
 * {@code tensor}.
 */
@NullMarked
package io.retask.onnx;

import org.jspecify.annotations.NullMarked;

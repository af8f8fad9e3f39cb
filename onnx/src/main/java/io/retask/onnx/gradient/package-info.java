/**
 * Boxes that are ONNX files and tell their gradient: the graph of the gradient of the input is
 * appended to the file's own graph, and ONNX Runtime runs both.
 *
 * <p>Read {@link io.retask.onnx.gradient.OnnxGlassBox} first, then {@code GradientGraph}. Depends
 * on {@code onnx}, {@code onnx.convert}, {@code blackbox}, its description and {@code tensor}.
 */
@NullMarked
package io.retask.onnx.gradient;

import org.jspecify.annotations.NullMarked;

/** Tests of gradients against differences of the answers. */
package io.retask.onnx.gradient;

/** Tests of the box, on models of a few nodes that the tests write themselves. */
package io.retask.onnx;

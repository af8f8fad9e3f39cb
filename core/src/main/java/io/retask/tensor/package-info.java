/**
 * Fixed-shape float tensors: what every box takes and every program makes. Pictures are one kind,
 * series, MFCC frames and token ids are others.
 *
 * <p>Read {@link io.retask.tensor.TensorBatch} first. Depends on the JDK only.
 */
@NullMarked
package io.retask.tensor;

import org.jspecify.annotations.NullMarked;

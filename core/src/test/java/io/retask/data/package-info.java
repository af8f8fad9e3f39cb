/** Tests of splits, batches, folds, manifests and inspection. */
@NullMarked
package io.retask.data;

import org.jspecify.annotations.NullMarked;

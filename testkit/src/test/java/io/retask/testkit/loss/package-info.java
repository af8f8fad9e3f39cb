/** Runs of the contracts, and what is particular to one class. */
@NullMarked
package io.retask.testkit.loss;

import org.jspecify.annotations.NullMarked;

/** Runs of the contracts, and what is particular to one class. */
@NullMarked
package io.retask.testkit.program;

import org.jspecify.annotations.NullMarked;

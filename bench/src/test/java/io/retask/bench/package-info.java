/** Smoke tests of the benchmarks. */
@NullMarked
package io.retask.bench;

import org.jspecify.annotations.NullMarked;

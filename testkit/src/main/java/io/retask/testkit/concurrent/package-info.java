/** Several threads at once, for the contracts of what may be called so. */
@NullMarked
package io.retask.testkit.concurrent;

import org.jspecify.annotations.NullMarked;

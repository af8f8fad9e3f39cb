/** Tests of how a recipe becomes a run. */
@NullMarked
package io.retask.method;

import org.jspecify.annotations.NullMarked;

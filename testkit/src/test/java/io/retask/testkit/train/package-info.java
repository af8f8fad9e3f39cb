/** Tests of the loop, its objective, its plan and its checkpoints. */
@NullMarked
package io.retask.testkit.train;

import org.jspecify.annotations.NullMarked;

/** Tests of the attacks as a whole. */
@NullMarked
package io.retask.testkit.attack;

import org.jspecify.annotations.NullMarked;

/** Tests of the parts of the attacks. */
@NullMarked
package io.retask.attack;

import org.jspecify.annotations.NullMarked;

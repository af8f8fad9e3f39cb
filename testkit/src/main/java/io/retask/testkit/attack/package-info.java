/** The laws of attacks that see answers alone. */
@NullMarked
package io.retask.testkit.attack;

import org.jspecify.annotations.NullMarked;

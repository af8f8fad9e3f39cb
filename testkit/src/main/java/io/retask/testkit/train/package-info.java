/**
 * Data and an account in memory, for tests of the loop. Read {@link
 * io.retask.testkit.train.PlainMeter} first.
 */
@NullMarked
package io.retask.testkit.train;

import org.jspecify.annotations.NullMarked;

/**
 * Black boxes with dials, and the laws that every black box keeps.
 *
 * <p>Read {@link io.retask.testkit.blackbox.BlackBoxContract} first: a new box is tested by a
 * subclass of a few lines. {@link io.retask.testkit.blackbox.FakeBlackBox} answers; the decorators
 * fail, count and hide.
 */
@NullMarked
package io.retask.testkit.blackbox;

import org.jspecify.annotations.NullMarked;

/**
 * Pictures, and what may assume that an input is one. Depends on {@code tensor}, {@code data} and
 * {@code program}.
 */
@NullMarked
package io.retask.image;

import org.jspecify.annotations.NullMarked;

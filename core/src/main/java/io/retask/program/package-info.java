/**
 * The input side of a reprogrammed box: one learned transformation, the same for every input.
 *
 * <p>Read {@link io.retask.program.Program} first. Depends on {@code tensor} only; programs that
 * know what a picture is live in {@code image.view}.
 */
@NullMarked
package io.retask.program;

import org.jspecify.annotations.NullMarked;

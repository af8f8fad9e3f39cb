/**
 * Pictures: decoding to 8-bit RGB, turning upright, resizing as PIL does, and tensors of them.
 *
 * <p>Read {@link io.retask.image.Picture} and {@link io.retask.image.PictureDecoder} first. Only
 * this package and those below it may assume that an input is a picture. Depends on {@code tensor},
 * {@code data} and {@code program}.
 */
@NullMarked
package io.retask.image;

import org.jspecify.annotations.NullMarked;

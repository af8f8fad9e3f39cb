/** Tests of decoding, resizing and the picture itself. */
@NullMarked
package io.retask.image;

import org.jspecify.annotations.NullMarked;

/** Tests of the readers of picture data. */
@NullMarked
package io.retask.image.dataset;

import org.jspecify.annotations.NullMarked;

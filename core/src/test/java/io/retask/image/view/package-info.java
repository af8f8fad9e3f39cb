/** Tests of the package of the same name. */
@NullMarked
package io.retask.image.view;

import org.jspecify.annotations.NullMarked;

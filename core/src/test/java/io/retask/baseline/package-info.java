/** Tests of the package of the same name. */
@NullMarked
package io.retask.baseline;

import org.jspecify.annotations.NullMarked;

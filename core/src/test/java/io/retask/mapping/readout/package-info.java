/** Tests of the package of the same name. */
@NullMarked
package io.retask.mapping.readout;

import org.jspecify.annotations.NullMarked;

/** Tests of the package of the same name. */
@NullMarked
package io.retask.views;

import org.jspecify.annotations.NullMarked;

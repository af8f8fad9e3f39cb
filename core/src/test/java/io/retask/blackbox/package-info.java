/** Tests of the package of the same name. */
@NullMarked
package io.retask.blackbox;

import org.jspecify.annotations.NullMarked;

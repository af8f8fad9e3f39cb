/** Tests of the package of the same name. */
@NullMarked
package io.retask.metric;

import org.jspecify.annotations.NullMarked;

/** The rules that hold for the whole code. */
@NullMarked
package io.retask.app;

import org.jspecify.annotations.NullMarked;

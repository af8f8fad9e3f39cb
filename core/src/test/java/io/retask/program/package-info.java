/** Tests of what only this package sees. */
@NullMarked
package io.retask.program;

import org.jspecify.annotations.NullMarked;

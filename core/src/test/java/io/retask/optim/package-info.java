/** Tests of what only this package sees: words and draws. */
@NullMarked
package io.retask.optim;

import org.jspecify.annotations.NullMarked;

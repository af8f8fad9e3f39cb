/**
 * Methods as a whole, on fakes: what a recipe says reaches the parts, and the bill is as planned.
 */
@NullMarked
package io.retask.testkit.method;

import org.jspecify.annotations.NullMarked;

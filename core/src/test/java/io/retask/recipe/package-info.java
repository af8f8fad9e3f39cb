/** Tests of recipes: every text that a person may meet. */
@NullMarked
package io.retask.recipe;

import org.jspecify.annotations.NullMarked;

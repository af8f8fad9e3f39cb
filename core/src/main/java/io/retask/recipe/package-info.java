/**
 * What the user wrote down: recipes and descriptions, and what is wrong with them.
 *
 * <p>Read {@link io.retask.recipe.InvalidRecipe} first.
 */
@NullMarked
package io.retask.recipe;

import org.jspecify.annotations.NullMarked;

/**
 * The full, reproducible configuration of a run, as one tree of records.
 *
 * <p>Read {@link io.retask.recipe.Recipe} first. Each default is written once, in the record that
 * it belongs to. Depends on Jackson only.
 */
@NullMarked
package io.retask.recipe;

import org.jspecify.annotations.NullMarked;

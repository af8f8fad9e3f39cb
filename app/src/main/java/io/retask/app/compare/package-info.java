/**
 * Methods against one another on one box and one data set, at equal bills.
 *
 * <p>Read {@link io.retask.app.compare.Comparing} first. Stands above {@code app.run} and below the
 * command line.
 */
@NullMarked
package io.retask.app.compare;

import org.jspecify.annotations.NullMarked;

/**
 * Published experiments, repeated as comparisons.
 *
 * <p>Read {@link io.retask.app.study.Study} first. Stands above {@code app.compare} and below the
 * command line.
 */
@NullMarked
package io.retask.app.study;

import org.jspecify.annotations.NullMarked;

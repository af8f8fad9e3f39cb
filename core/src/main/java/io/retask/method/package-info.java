/**
 * The ways to learn, each by its name on the command line.
 *
 * <p>Read {@link io.retask.method.Method} first, then {@link io.retask.method.SearchMethod}. May
 * use everything in core but the report.
 */
@NullMarked
package io.retask.method;

import org.jspecify.annotations.NullMarked;

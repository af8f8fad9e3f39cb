/**
 * The verbs of the command line, one class each. A verb reads its options, calls {@code app.run}
 * and prints; it decides nothing else.
 *
 * <p>Read {@link io.retask.app.cli.Main} first.
 */
@NullMarked
package io.retask.app.cli;

import org.jspecify.annotations.NullMarked;

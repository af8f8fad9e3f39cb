/**
 * The application: the command line and everything that it composes.
 *
 * <p>Read {@code io.retask.app.cli.Main} first. May use everything; nothing uses it.
 */
@NullMarked
package io.retask.app;

import org.jspecify.annotations.NullMarked;

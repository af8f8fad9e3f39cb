/**
 * One self-contained HTML page that says what was done, how well it works, beside what, and for how
 * many images.
 *
 * <p>Read {@link io.retask.report.RunReport} first, then {@link io.retask.report.ReportWriter}. A
 * picture is an opaque PNG here: nothing in this package knows how it was made. Depends on {@code
 * blackbox.meter}, {@code metric} and a JSON library.
 */
@NullMarked
package io.retask.report;

import org.jspecify.annotations.NullMarked;

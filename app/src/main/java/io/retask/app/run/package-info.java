/**
 * What the verbs do: opens boxes and data, composes a run, evaluates it, reports it. The only place
 * where the parts of the core are put together with files and engines.
 *
 * <p>Read {@link io.retask.app.run.Training} first.
 */
@NullMarked
package io.retask.app.run;

import org.jspecify.annotations.NullMarked;

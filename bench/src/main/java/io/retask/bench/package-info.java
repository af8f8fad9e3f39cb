/**
 * What the method costs beside the engine: {@link io.retask.bench.PairedRuns} measures whole runs,
 * the JMH classes measure the parts. Not released; nothing depends on it.
 */
@NullMarked
package io.retask.bench;

import org.jspecify.annotations.NullMarked;

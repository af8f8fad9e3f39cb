/**
 * The result of a run as files that outlive the software: JSON and safetensors, never serialised
 * objects.
 *
 * <p>Read {@link io.retask.artifact.ReprogrammedModel} first. Depends on {@code program}, {@code
 * mapping} and {@code blackbox.meter}; never on {@code train}.
 */
@NullMarked
package io.retask.artifact;

import org.jspecify.annotations.NullMarked;

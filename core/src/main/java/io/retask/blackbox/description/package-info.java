/**
 * The description of a box in YAML: where it is, what it takes, what it answers, what it costs.
 *
 * <p>Read {@link io.retask.blackbox.description.BoxDescription} first. Depends on {@code blackbox},
 * {@code tensor} and the type of error that a wrong file raises.
 */
@NullMarked
package io.retask.blackbox.description;

import org.jspecify.annotations.NullMarked;

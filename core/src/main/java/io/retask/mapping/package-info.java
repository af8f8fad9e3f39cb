/**
 * The output side of a reprogrammed box: from its K source labels to C target classes. A readout is
 * a learned mapping.
 *
 * <p>Read {@link io.retask.mapping.LabelMapping} first. Depends on {@code blackbox}.
 */
@NullMarked
package io.retask.mapping;

import org.jspecify.annotations.NullMarked;

/** The laws of a mapping. Subclass {@link io.retask.testkit.mapping.LabelMappingContract}. */
@NullMarked
package io.retask.testkit.mapping;

import org.jspecify.annotations.NullMarked;

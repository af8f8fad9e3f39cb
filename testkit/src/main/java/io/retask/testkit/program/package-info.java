/** The laws of a program. Subclass {@link io.retask.testkit.program.ProgramContract}. */
@NullMarked
package io.retask.testkit.program;

import org.jspecify.annotations.NullMarked;

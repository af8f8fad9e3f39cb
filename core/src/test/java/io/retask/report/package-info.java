/** Tests of the report: its rules, its words, its safety and its numbers. */
@NullMarked
package io.retask.report;

import org.jspecify.annotations.NullMarked;

/**
 * What a truthful report prints beside its result: classifiers that cost no query beyond the
 * unprogrammed answers, and one that needs no box at all (methods, section 13). Each of these rules
 * is a method too.
 *
 * <p>Read {@link io.retask.baseline.Baselines} first. Stands above {@code mapping} and {@code
 * metric}.
 */
@NullMarked
package io.retask.baseline;

import org.jspecify.annotations.NullMarked;

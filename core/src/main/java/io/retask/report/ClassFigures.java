package io.retask.report;

import java.util.OptionalDouble;

/**
 * One class against the rest. A share with nothing below its line is empty, never 0.
 *
 * @param label the class
 * @param sensitivity right answers among the examples of the class
 * @param specificity other answers among the examples of other classes
 * @param precision examples of the class among the answers that name it
 * @param support the examples of the class
 */
record ClassFigures(
    String label,
    OptionalDouble sensitivity,
    OptionalDouble specificity,
    OptionalDouble precision,
    long support) {}

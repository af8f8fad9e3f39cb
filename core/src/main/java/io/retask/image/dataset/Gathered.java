package io.retask.image.dataset;

import java.util.List;

/**
 * What a layout found.
 *
 * @param entries pictures, in a fixed order
 * @param foreign files that are no pictures, each with the reason
 */
record Gathered(String name, List<Entry> entries, List<String> foreign) {}

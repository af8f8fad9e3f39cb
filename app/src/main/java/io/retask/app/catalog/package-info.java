/**
 * Real boxes and data by name, fetched once by the machine's own package client into a cache.
 *
 * <p>Read {@link io.retask.app.catalog.BoxCatalog} first. Knows nothing of the command line.
 */
@NullMarked
package io.retask.app.catalog;

import org.jspecify.annotations.NullMarked;

package io.retask.app.catalog;

/**
 * One thing that can be pulled.
 *
 * @param name what the user types
 * @param summary what it is, in one line
 * @param source where it comes from
 * @param licence the terms and the attribution that they ask for
 */
public record CatalogEntry(String name, String summary, String source, String licence) {}

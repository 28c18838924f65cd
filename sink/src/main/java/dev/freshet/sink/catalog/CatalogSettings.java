package dev.freshet.sink.catalog;

/**
 * Where the catalog is.
 *
 * @param schema its schema, unquoted
 * @param owner who we are, for people who look at the frontier: host and process
 */
public record CatalogSettings(String schema, String owner) {}

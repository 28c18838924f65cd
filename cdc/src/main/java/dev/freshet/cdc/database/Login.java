package dev.freshet.cdc.database;

import java.util.function.Supplier;

/**
 * How the database is reached.
 *
 * @param url JDBC URL
 * @param user role; empty if the URL has it
 * @param password asked for at each connection, so that a changed one is seen; empty if there is none
 */
public record Login(String url, String user, Supplier<String> password) {}

package dev.freshet.kernel.type;

/** A column of a row: its name as PostgreSQL has it (unquoted) and its type. */
public record Column(String name, ColumnType type) {}

package dev.freshet.kernel.scalar.function;

/**
 * Both functions between a type and text. What crosses to PostgreSQL is another matter ({@link dev.freshet.kernel.codec}). Immutable; safe
 * for all threads.
 */
public interface TextForm extends TextOutput, TextInput {}

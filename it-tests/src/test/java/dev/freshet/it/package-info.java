/**
 * Tests of the whole, from outside: a real PostgreSQL 18, Freshet as anybody runs it, writers, and PostgreSQL itself as the oracle.
 *
 * <p>Read in this order: {@link dev.freshet.it.server.TestDatabase}, {@link dev.freshet.it.service.Conf}, {@link
 * dev.freshet.it.load.ShopLoad}, {@link dev.freshet.it.oracle.History}, {@link dev.freshet.it.oracle.Oracle}, then the scenarios, one idea a
 * file.
 *
 * <p>Not here: tests of one module, which live in it.
 */
@NullMarked
package dev.freshet.it;

import org.jspecify.annotations.NullMarked;

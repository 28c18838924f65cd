/** What a refresh costs, beside what PostgreSQL takes to do it anew. Run by a command of their own, not with the tests. */
@NullMarked
package dev.freshet.it.benchmark;

import org.jspecify.annotations.NullMarked;

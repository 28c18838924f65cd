/** Tests of the service's parts that need no database. */
@NullMarked
package dev.freshet.engine.service;

import org.jspecify.annotations.NullMarked;

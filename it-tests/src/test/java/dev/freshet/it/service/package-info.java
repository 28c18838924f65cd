/** Freshet as it is run: a folder of settings and definitions, the service in this JVM or as a process of its own. */
@NullMarked
package dev.freshet.it.service;

import org.jspecify.annotations.NullMarked;

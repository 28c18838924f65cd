/**
 * The house's rules as tests: which module may see which, how sources and documents look, that README's commands and examples work, that
 * settings and their documentation agree. Not here: what Freshet does.
 */
@NullMarked
package dev.freshet.house;

import org.jspecify.annotations.NullMarked;

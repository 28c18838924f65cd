/**
 * The ports the engine joins the parts by: where changes come from ({@link dev.freshet.kernel.port.ChangeSource}), who plans
 * ({@link dev.freshet.kernel.port.ViewPlanner}), where results go ({@link dev.freshet.kernel.port.DeltaSink}); and the faults people see.
 *
 * <p>No SQL is made and nothing is connected to here.
 */
@NullMarked
package dev.freshet.kernel.port;

import org.jspecify.annotations.NullMarked;

package dev.freshet.sink.catalog;

import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;

/** Another instance has taken over: the one fault after which this one must end. */
public final class Fenced {
    public static final String CODE = "FR4001";

    private Fenced() {}

    public static FreshetException exception() {
        return Fault.of(CODE, "another Freshet has taken over this catalog")
                .withDetail(
                        "The epoch of the frontier is no longer the one this instance began with; nothing was written.")
                .withHint(
                        "Run one Freshet a catalog, or give each a catalog.schema, a capture.slot and a capture.publication of its own.")
                .exception();
    }
}

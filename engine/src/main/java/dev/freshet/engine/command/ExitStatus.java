package dev.freshet.engine.command;

import dev.freshet.kernel.port.Fault;

/** What the process ends with. */
final class ExitStatus {
    static final int WELL = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    private ExitStatus() {}

    /** Of a fault: settings and usage are told apart from what failed. */
    static int of(Fault fault) {
        return fault.code().startsWith("FR10") ? USAGE : FAILED;
    }
}

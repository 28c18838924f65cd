package dev.freshet.kernel.port;

/**
 * A fault a person is told of: a stable code, a primary line and, where they help, a detail, a hint and the place in the person's file.
 * Thrown for a user's or the surroundings' mistake; what is expected is a return value, and a bug of ours is an assertion.
 */
public final class FreshetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Fault fault;

    public FreshetException(Fault fault) {
        super(fault.toString());
        this.fault = fault;
    }

    public FreshetException(Fault fault, Throwable cause) {
        super(fault.toString(), cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}

package dev.freshet.kernel.arrangement;

import java.io.IOException;

/** What was read is not a checkpoint of this version and this layout and key: state has to be built anew. */
public final class CheckpointMismatchException extends IOException {
    private static final long serialVersionUID = 1;

    public CheckpointMismatchException(String message) {
        super(message);
    }
}

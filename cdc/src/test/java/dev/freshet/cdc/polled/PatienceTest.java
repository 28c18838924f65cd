package dev.freshet.cdc.polled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.port.ChangeSource.Unpolled;
import dev.freshet.kernel.port.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server that does not answer costs a tenth of the time at most; a large table is got in the end. */
class PatienceTest {
    private static final Unpolled WHY = PollFaults.failed(Fault.of("FR3024", "could not be read"));
    private static final long SECOND = 1_000_000_000L;

    @Test
    void isLeftAloneTenTimesAsLongAsItTook() {
        Patience patience = new Patience();
        assertThat(patience.pause(0)).isEmpty();
        patience.failed(WHY, false, 0, 3 * SECOND);
        assertThat(patience.pause(32 * SECOND)).contains(WHY);
        assertThat(patience.pause(33 * SECOND)).isEmpty();
        patience.failed(WHY, false, 40 * SECOND, 40 * SECOND + 1);
        assertThat(patience.pause(40 * SECOND + SECOND / 3)).contains(WHY);
        assertThat(patience.pause(41 * SECOND)).isEmpty();
        patience.failed(WHY, false, 50 * SECOND, 53 * SECOND);
        patience.succeeded();
        assertThat(patience.pause(54 * SECOND)).isEmpty();
    }

    @Test
    void isGivenMoreTimeAfterBeingLate() {
        Patience patience = new Patience();
        assertThat(patience.limit()).isEqualTo(Duration.ofSeconds(10));
        patience.failed(WHY, false, 0, SECOND);
        assertThat(patience.limit()).isEqualTo(Duration.ofSeconds(10));
        patience.failed(WHY, true, 0, 10 * SECOND);
        assertThat(patience.limit()).isEqualTo(Duration.ofSeconds(20));
        for (int i = 0; i < 20; i++) {
            patience.failed(WHY, true, 0, SECOND);
        }
        assertThat(patience.limit()).isEqualTo(Duration.ofMinutes(10));
    }
}

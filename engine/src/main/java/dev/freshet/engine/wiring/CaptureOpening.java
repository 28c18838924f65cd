package dev.freshet.engine.wiring;

import dev.freshet.cdc.Capture;
import dev.freshet.cdc.CaptureListener;
import dev.freshet.cdc.CaptureMode;
import dev.freshet.cdc.CaptureSettings;
import dev.freshet.cdc.CaptureSettings.Names;
import dev.freshet.cdc.CaptureSettings.Room;
import dev.freshet.cdc.CaptureSettings.Waits;
import dev.freshet.cdc.database.Login;
import dev.freshet.engine.settings.Settings;
import dev.freshet.kernel.port.Scratch;

/** The engine's settings as capture takes them. */
final class CaptureOpening {
    private CaptureOpening() {}

    static CaptureSettings settings(Settings settings, Scratch scratch, long epoch) {
        CaptureMode mode = switch (settings.capture().mode()) {
            case AUTO -> CaptureMode.AUTO;
            case TRIGGER -> CaptureMode.TRIGGER;
            case WAL -> CaptureMode.WAL;
        };
        Login login = new Login(
                settings.database().url(),
                settings.database().user().orElse(""),
                () -> settings.database().password().orElse(""));
        Names names = new Names(
                settings.catalogSchema(),
                settings.capture().slot(),
                settings.capture().publication());
        return new CaptureSettings(login, names, mode, settings.debezium(), Waits.DEFAULT, Room.share(scratch), epoch);
    }

    static Capture open(Settings settings, Scratch scratch, long epoch, CaptureListener listener) {
        return Capture.open(settings(settings, scratch, epoch), listener);
    }
}

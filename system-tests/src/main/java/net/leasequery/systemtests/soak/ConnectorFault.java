package net.leasequery.systemtests.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import net.leasequery.quickstart.cluster.ConnectRest;

/** What an operator may do to a running connector through Connect's REST API. */
enum ConnectorFault {
    /** The task is no longer polled, for a while; its connection stays. */
    PAUSE,
    /** The task ends, and begins again after a while. */
    STOP,
    /** Connector and task are restarted at once. */
    RESTART,
    /** The task is restarted at once. */
    RESTART_TASK;

    /**
     * Does it, and undoes it after the time given if it lasts.
     *
     * @throws IOException when the worker cannot be reached or refuses
     */
    void inflict(ConnectRest rest, String connector, Duration length) throws IOException, InterruptedException {
        switch (this) {
            case PAUSE -> {
                rest.pause(connector);
                TimeUnit.MILLISECONDS.sleep(length.toMillis());
                rest.resume(connector);
            }
            case STOP -> {
                rest.stop(connector);
                TimeUnit.MILLISECONDS.sleep(length.toMillis());
                rest.resume(connector);
            }
            case RESTART -> rest.restart(connector);
            case RESTART_TASK -> rest.restartTask(connector, 0);
        }
    }
}

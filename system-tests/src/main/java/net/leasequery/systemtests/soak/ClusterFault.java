package net.leasequery.systemtests.soak;

import java.io.IOException;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.LocalService;

/** A fault of a whole process of the cluster, and thus of every schedule that runs there. */
enum ClusterFault {
    /** kill -9 and a new start. */
    WORKER_KILLED,
    /** An orderly shutdown and a new start. */
    WORKER_RESTARTED,
    /** kill -9 and a new start. */
    BROKER_KILLED,
    /** An orderly shutdown and a new start. */
    BROKER_RESTARTED;

    /** Inflicts the fault, and returns when the process serves again. */
    void inflict(ConnectCluster cluster) throws IOException, InterruptedException {
        switch (this) {
            case WORKER_KILLED -> killed(cluster.worker());
            case WORKER_RESTARTED -> restarted(cluster.worker());
            case BROKER_KILLED -> killed(cluster.broker());
            case BROKER_RESTARTED -> restarted(cluster.broker());
        }
    }

    private static void killed(LocalService service) throws IOException, InterruptedException {
        service.kill();
        service.start();
    }

    private static void restarted(LocalService service) throws IOException, InterruptedException {
        service.stop();
        service.start();
    }
}

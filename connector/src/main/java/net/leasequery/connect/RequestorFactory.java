package net.leasequery.connect;

import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.ResumeState;

/** Makes the requestor of a task; tests put a scripted or simulated one in its place. */
@FunctionalInterface
public interface RequestorFactory {

    /** A requestor that was not started yet. */
    LeasequeryRequestor create(RequestorSettings settings, ResumeState resumeFrom);
}

package net.leasequery.connect;

import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.ResumeState;

/** Creates the requestor of a task; tests substitute a scripted or simulated one. */
@FunctionalInterface
public interface RequestorFactory {

    /** Returns a requestor that has not been started. */
    LeasequeryRequestor create(RequestorSettings settings, ResumeState resumeFrom);
}

package net.leasequery.connect;

import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.resume.ResumeState;
import net.leasequery.requestor.settings.RequestorSettings;

/** Makes the requestor of a task; tests put a scripted one in its place. */
@FunctionalInterface
interface RequestorFactory {

    LeasequeryRequestor create(RequestorSettings settings, ResumeState resumeFrom);
}

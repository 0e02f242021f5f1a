package net.leasequery.streams.app;

/** Metrics of the look-up of one instance: {@code net.leasequery:type=lease-streams-lookup,client-id=…}. */
public interface LookupMetricsMBean {

    /** Requests that were answered (2xx), since the start of this process, as all that follow. */
    long getAnsweredTotal();

    /** Requests that were wrong in themselves (other 4xx). */
    long getNotUnderstoodTotal();

    /** Requests without a caller who is known (401). */
    long getNotAuthenticatedTotal();

    /** Requests for which the caller lacks the role, or that another site sent through a browser (403). */
    long getNotAllowedTotal();

    /** Requests beyond the rate of their caller, or after too many wrong credentials (429). */
    long getRateLimitedTotal();

    /** Requests without an answer for now: restoring, another instance silent, look-up not recorded (503). */
    long getUnavailableTotal();

    /** Requests that failed by a fault of this application (500). */
    long getFailedTotal();

    /** Questions for which other instances were asked, each instance counted. */
    long getForwardedTotal();

    /** Questions of other instances that were answered. */
    long getPeerAnswersTotal();

    /** Milliseconds that all answers took, from the request's head to the moment when the answer is sent. */
    long getAnswerMsTotal();

    /** Answers that took longer than 100 ms. */
    long getSlowAnswersTotal();
}

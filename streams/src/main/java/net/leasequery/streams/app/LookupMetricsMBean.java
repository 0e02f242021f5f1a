package net.leasequery.streams.app;

/** Metrics of the look-up of one instance: {@code net.leasequery:type=lease-streams-lookup,client-id=…}. */
public interface LookupMetricsMBean {

    /** Requests that were answered (2xx). This and all following values count from the start of this process. */
    long getAnsweredTotal();

    /** Requests that were invalid (other 4xx). */
    long getNotUnderstoodTotal();

    /** Requests without a known caller (401). */
    long getNotAuthenticatedTotal();

    /** Requests for which the caller lacks the role, or that another site sent through a browser (403). */
    long getNotAllowedTotal();

    /** Requests beyond the rate of their caller, or after too many wrong credentials (429). */
    long getRateLimitedTotal();

    /** Requests without an answer for now: restoring, another instance silent, look-up not recorded (503). */
    long getUnavailableTotal();

    /** Requests that failed by a fault of this application (500). */
    long getFailedTotal();

    /** Questions that this instance sent to other instances; one question counts once for each instance asked. */
    long getForwardedTotal();

    /** Questions of other instances that this instance answered. */
    long getPeerAnswersTotal();

    /** Milliseconds that all answers took in total, each from the request's head until the answer was sent. */
    long getAnswerMsTotal();

    /** Answers that took longer than 100 ms. */
    long getSlowAnswersTotal();
}

package net.leasequery.requestor.internal.v4;

import net.leasequery.codec.v4.DhcpLeaseQueryReply;
import net.leasequery.codec.v4.Status;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.requestor.internal.dialect.Printable;

/** Describes replies and their faults in texts that are safe for logs and events. */
final class ReplyTexts {

    private static final Status SUCCESS = Status.of(StatusCode.SUCCESS, "");

    private ReplyTexts() {}

    /** Returns the status of a reply, success if it has none; its text is bounded and without control characters. */
    static Status status(DhcpLeaseQueryReply reply) {
        Status status = reply.options().statusCode();
        return status == null ? SUCCESS : new Status(status.code(), Printable.text(status.text()));
    }

    /** Returns the status as its name, number and text. */
    static String describe(Status status) {
        return Printable.status(status.meaning(), status.code(), status.text());
    }

    static String refusal(Status status) {
        return "the server answered " + describe(status);
    }
}

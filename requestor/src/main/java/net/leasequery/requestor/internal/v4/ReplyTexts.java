package net.leasequery.requestor.internal.v4;

import net.leasequery.codec.v4.DhcpLeaseQueryReply;
import net.leasequery.codec.v4.Status;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.requestor.internal.dialect.Printable;

/** What replies say, or what is wrong with them, in words fit for logs and events. */
final class ReplyTexts {

    private static final Status SUCCESS = Status.of(StatusCode.SUCCESS, "");

    private ReplyTexts() {}

    /** The status of a reply, success if it has none; its text bounded and without control characters. */
    static Status status(DhcpLeaseQueryReply reply) {
        Status status = reply.options().statusCode();
        return status == null ? SUCCESS : new Status(status.code(), Printable.text(status.text()));
    }

    /** The status as its name, number and text. */
    static String describe(Status status) {
        return Printable.status(status.meaning(), status.code(), status.text());
    }

    static String refusal(Status status) {
        return "the server answered " + describe(status);
    }
}

package net.leasequery.requestor.v4;

import net.leasequery.codec.v4.LeasequeryReply;
import net.leasequery.codec.v4.Status;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.requestor.dialect.Printable;

/** What replies say, or what is wrong with them, in words fit for logs and events. */
final class ReplyTexts {

    private static final Status SUCCESS = Status.of(StatusCode.SUCCESS, "");

    private ReplyTexts() {}

    static String withoutAddress(LeasequeryReply reply) {
        return reply.messageType() + " without an address in ciaddr";
    }

    /** The status of a reply, success if it has none; its text bounded and without control characters. */
    static Status status(LeasequeryReply reply) {
        Status status = reply.options().statusCode();
        return status == null ? SUCCESS : new Status(status.code(), Printable.text(status.text()));
    }

    static String refusal(Status status) {
        String text = status.text().isEmpty() ? "" : ": " + status.text();
        return "the server answered " + status.meaning() + " (" + status.code() + ")" + text;
    }
}

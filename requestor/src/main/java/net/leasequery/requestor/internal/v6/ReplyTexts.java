package net.leasequery.requestor.internal.v6;

import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.codec.v6.option.StatusCode;
import net.leasequery.requestor.internal.dialect.Printable;

/** Describes replies in texts that are safe for logs and events. */
final class ReplyTexts {

    private static final Status SUCCESS = Status.of(StatusCode.SUCCESS, "");

    private ReplyTexts() {}

    /** Returns the status of a reply, success if it has none. */
    static Status status(Dhcpv6Message reply) {
        Status status = reply.options().statusCode();
        return status == null ? SUCCESS : status;
    }

    static String text(Status status) {
        return Printable.text(status.text());
    }

    /** Returns the status as its name, number and text. */
    static String describe(Status status) {
        return Printable.status(status.meaning(), status.code(), status.text());
    }

    static String refusal(Status status) {
        return "the server answered " + describe(status);
    }
}

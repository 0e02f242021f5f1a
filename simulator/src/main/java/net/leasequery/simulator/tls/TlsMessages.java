package net.leasequery.simulator.tls;

import org.jspecify.annotations.Nullable;

/** The TLS messages of one family: DHCPTLS (RFC 7724 section 8.1), STARTTLS (RFC 7653 section 9.1). */
public interface TlsMessages {

    /**
     * The answer to a request for TLS.
     *
     * @param message that a requestor sent
     * @param refusal why there is no TLS; null to agree
     * @return null if the message is no request for TLS
     */
    @Nullable
    Object answerToTlsRequest(Object message, @Nullable String refusal);
}

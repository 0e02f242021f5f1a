package net.leasequery.codec.v4;

/** Replies that speak of the connection or of a whole answer. */
final class StreamSamples {

    static final Sample DONE = new Sample(
            Fixture.replyWith("""
                    35 01 0f                        # dhcp-message-type DHCPLEASEQUERYDONE            RFC 6926 6.2.1
                    97 04 04 61 6c 6c               # status-code NotAllowed, "all"                   RFC 6926 6.2.2
                    ff                              # end
                    """),
            new DhcpLeaseQueryDone(
                    Dhcpv4Header.reply(0x00c0ffee),
                    Dhcpv4Options.builder()
                            .statusCode(StatusCode.NOT_ALLOWED, "all")
                            .build()));

    static final Sample STATUS = new Sample(
            Fixture.replyWith("""
                    35 01 11                        # dhcp-message-type DHCPLEASEQUERYSTATUS          RFC 7724 5.2.1
                    97 01 07                        # status-code CatchUpComplete, no text            RFC 7724 5.2.2
                    98 04 65 00 00 00               # base-time                                       RFC 6926 6.2.3
                    ff                              # end
                    """),
            new DhcpLeaseQueryStatus(
                    Dhcpv4Header.reply(0x00c0ffee),
                    Dhcpv4Options.builder()
                            .statusCode(StatusCode.CATCH_UP_COMPLETE, "")
                            .baseTime(0x65000000L)
                            .build()));

    static final Sample TLS_REFUSED = new Sample(
            Fixture.replyWith("""
                    35 01 12                        # dhcp-message-type DHCPTLS                       RFC 7724 5.2.1
                    97 03 08 6e 6f                  # status-code TLSConnectionRefused, "no"          RFC 7724 5.2.2
                    ff                              # end
                    """),
            new DhcpTls(
                    Dhcpv4Header.reply(0x00c0ffee),
                    Dhcpv4Options.builder()
                            .statusCode(StatusCode.TLS_CONNECTION_REFUSED, "no")
                            .build()));

    private StreamSamples() {}
}

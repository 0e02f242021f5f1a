package net.leasequery.codec.v4;

import net.leasequery.codec.Octets;

/**
 * Where the newest change of a binding was made (option 157). Its other flag bits are ignored on receipt and sent as 0.
 * RFC 6926 section 6.2.8.
 *
 * @param remote whether the change was made on a server other than the one that answers
 */
public record DataSource(boolean remote) {

    /** On the server that answers; also implied if the option is absent. */
    public static final DataSource LOCAL = new DataSource(false);

    /** On another server. */
    public static final DataSource REMOTE = new DataSource(true);

    private static final int REMOTE_FLAG = 1;

    static DataSource ofFlags(int flags) {
        return (flags & REMOTE_FLAG) != 0 ? REMOTE : LOCAL;
    }

    Octets encode() {
        return Octets.of(remote ? REMOTE_FLAG : 0);
    }
}

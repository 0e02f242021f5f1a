package net.leasequery.codec;

/**
 * What the value of an option means that this library does not know: its code, and a value of a type of the
 * caller's. Nothing in this library has to be changed for a new one; the octets of every option are kept anyway. An
 * option of DHCPv4, for example, that holds a port:
 *
 * <pre>{@code
 * enum Port implements OptionType<Integer> {
 *     INSTANCE;
 *
 *     public int code() {
 *         return 224;
 *     }
 *
 *     public Integer decode(Octets value) {
 *         if (value.length() != 2) {
 *             throw new MalformedMessageException(0, "a port has 2 octets, this one " + value.length());
 *         }
 *         return value.unsignedShortAt(0);
 *     }
 * }
 *
 * Integer port = message.options().get(Port.INSTANCE);
 * }</pre>
 *
 * <p>For DHCPv4, types that are given to the decoder are held against each message, so that an option without its
 * form counts as malformed as those do that the library knows. For DHCPv6 the value is the option-data of the first
 * option of the code. Implementations are stateless: any thread may call them.
 *
 * @param <T> type of the value
 */
public interface OptionType<T> {

    /** The option's code: 1 to 254 in DHCPv4, 0 to 65,535 in DHCPv6. */
    int code();

    /**
     * What a value means; of a split option all parts, joined (RFC 3396). Neither blocks nor takes more than linear
     * time: it runs on the event loop.
     *
     * @param value as it came, of any length
     * @throws MalformedMessageException if the value does not have the form of the option, with the offset from its
     *     start; no other exception, whatever the octets are
     */
    T decode(Octets value);
}

package net.leasequery.codec;

/**
 * Defines an option that this library does not know: its code, and how its value is decoded to a type of the caller.
 * The library needs no change for a new option, because the octets of every option are kept. For example, a DHCPv4
 * option that holds a port:
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
 * <p>For DHCPv4, each message is checked against the types that are given to the decoder, so that a malformed option
 * counts as malformed like those that the library knows. For DHCPv6 the value is the option-data of the first option of
 * the code. Implementations are stateless: any thread may call them.
 *
 * @param <T> type of the value
 */
public interface OptionType<T> {

    /** The option's code: 1 to 254 in DHCPv4, 0 to 65,535 in DHCPv6. */
    int code();

    /**
     * Decodes a value; the parts of a split option are joined (RFC 3396). Must neither block nor take more than linear
     * time, because it runs on the event loop.
     *
     * @param value as received, of any length
     * @throws MalformedMessageException if the value is malformed, with the offset from its start; no octets may cause
     *     another exception
     */
    T decode(Octets value);
}

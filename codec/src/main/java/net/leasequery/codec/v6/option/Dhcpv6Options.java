package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import net.leasequery.codec.OptionType;
import org.jspecify.annotations.Nullable;

/**
 * The options of a message, or those within an option, in the order of the wire. Several instances of one code stay
 * separate (RFC 8415 section 21); where the RFCs allow only one, the named accessors return the first. A malformed
 * option is an {@link OpaqueOption}, so no accessor throws. Immutable.
 */
public final class Dhcpv6Options {

    /** No options. */
    public static final Dhcpv6Options NONE = new Dhcpv6Options(OptionSequence.ofBuilt(), Octets.EMPTY, null);

    private final OptionSequence options;
    private final Octets rest;
    private final @Nullable Octets message;

    // Created on first use. Two threads may both create a list; both lists are equal and safe to publish.
    private @Nullable List<Dhcpv6Option> all;

    private Dhcpv6Options(OptionSequence options, Octets rest, @Nullable Octets message) {
        this.options = options;
        this.rest = rest;
        this.message = message;
    }

    /** These options, in this order. */
    public static Dhcpv6Options of(Dhcpv6Option... options) {
        return of(Arrays.asList(options));
    }

    /** These options, in this order. Keeps a copy of the list. */
    public static Dhcpv6Options of(List<? extends Dhcpv6Option> options) {
        return options.isEmpty()
                ? NONE
                : new Dhcpv6Options(
                        OptionSequence.ofBuilt(List.copyOf(options).toArray(Dhcpv6Option[]::new)), Octets.EMPTY, null);
    }

    /**
     * Returns the options that a decoder has found.
     *
     * @param rest octets after them that are not an option
     */
    static Dhcpv6Options ofDecoded(OptionSequence options, Octets rest) {
        return options.count() == 0 && rest.isEmpty() ? NONE : new Dhcpv6Options(options, rest, null);
    }

    /**
     * Returns options to which {@link PlainOptions} has found nothing to object.
     *
     * @param message the whole message; null if they are nested in an option
     */
    static Dhcpv6Options ofPlain(OptionSequence options, @Nullable Octets message) {
        return new Dhcpv6Options(options, Octets.EMPTY, message);
    }

    /**
     * Reads all options from an offset to the end of a message.
     *
     * @param message the whole message; the options keep views of it
     * @param from octets from the start of the message to the first option
     * @throws MalformedMessageException when an option is truncated, malformed and essential for a binding, or nested
     *     too deep
     * @throws IndexOutOfBoundsException when the offset is beyond the message
     */
    public static Dhcpv6Options decode(Octets message, int from) {
        OctetReader reader = new OctetReader(message, from);
        OptionSequence plain = PlainOptions.read(message, from, message.length(), 0);
        if (plain != null) {
            return ofPlain(plain, message);
        }
        Dhcpv6Options read = OptionDecoder.decode(reader);
        return new Dhcpv6Options(read.options, read.rest, message);
    }

    /** These options followed by further ones. */
    public Dhcpv6Options with(Dhcpv6Option... further) {
        return of(Stream.concat(all().stream(), Arrays.stream(further)).toList());
    }

    /** All options in the order of the wire. */
    public List<Dhcpv6Option> all() {
        List<Dhcpv6Option> list = all;
        if (list == null) {
            Dhcpv6Option[] each = new Dhcpv6Option[options.count()];
            for (int i = 0; i < each.length; i++) {
                each[i] = options.at(i);
            }
            list = List.of(each);
            all = list;
        }
        return list;
    }

    /** Returns the number of options. */
    public int count() {
        return options.count();
    }

    /**
     * Returns the option at this index; together with {@link #count} it iterates over all options without creating
     * objects.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public Dhcpv6Option at(int index) {
        return options.at(index);
    }

    /**
     * Returns the code of the option at this index.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public int codeAt(int index) {
        return options.codeAt(index);
    }

    /**
     * Returns the option-data at this index, as on the wire.
     *
     * @throws IndexOutOfBoundsException if there is no such option
     */
    public Octets dataAt(int index) {
        return options.dataAt(index);
    }

    /**
     * Returns the octets after the last option that are too few for another one, or whose length exceeds the remaining
     * octets. They are kept only where they cannot be an address: within an identity association, an address, a prefix,
     * a relay agent's message. Nearly always empty.
     */
    public Octets rest() {
        return rest;
    }

    /**
     * Returns the whole message that these options were read from; null if they were built or are nested in an option.
     */
    public @Nullable Octets message() {
        return message;
    }

    /** All options of a kind in the order of the wire. */
    public <T extends Dhcpv6Option> List<T> all(Class<T> kind) {
        return all().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /**
     * Returns all options of a kind in the order of the wire. Finds them by their code, which is faster than by their
     * class.
     *
     * @param code option-code of that kind
     */
    public <T extends Dhcpv6Option> List<T> all(int code, Class<T> kind) {
        int first = indexOf(code, kind, 0);
        if (first < 0) {
            return List.of();
        }
        return indexOf(code, kind, first + 1) < 0
                ? List.of(kind.cast(options.at(first)))
                : all(kind).stream()
                        .filter(option -> option.optionCode() == code)
                        .toList();
    }

    /** The first option of a kind; null if there is none. */
    public <T extends Dhcpv6Option> @Nullable T first(Class<T> kind) {
        for (int i = 0; i < options.count(); i++) {
            Dhcpv6Option option = options.at(i);
            if (kind.isInstance(option)) {
                return kind.cast(option);
            }
        }
        return null;
    }

    /**
     * Returns the first option of a kind; null if there is none. Finds it by its code, which is faster than by its
     * class.
     *
     * @param code option-code of that kind
     */
    public <T extends Dhcpv6Option> @Nullable T first(int code, Class<T> kind) {
        int index = indexOf(code, kind, 0);
        return index < 0 ? null : kind.cast(options.at(index));
    }

    /** Returns the index of the next option of a kind, which may be the one at {@code from}; -1 if there is none. */
    private int indexOf(int code, Class<?> kind, int from) {
        int index = options.find(code, from);
        while (index >= 0 && !kind.isInstance(options.at(index))) {
            index = options.find(code, index + 1);
        }
        return index;
    }

    /**
     * Returns the value of the first option of a code, decoded by the caller's type.
     *
     * @param type code of the option, and how its option-data is read
     * @return null if the option is absent or malformed for that type
     */
    public <T> @Nullable T get(OptionType<T> type) {
        int index = options.find(type.code(), 0);
        if (index < 0) {
            return null;
        }
        try {
            return type.decode(options.dataAt(index));
        } catch (MalformedMessageException e) {
            // The octets stay available; a caller that needs the reason can decode them.
            return null;
        }
    }

    /** Whether there is an option of this code, well formed or not. */
    public boolean contains(int code) {
        return options.find(code, 0) >= 0;
    }

    /**
     * Whether it is known without a look at each option that all of them, those nested in them included, have the
     * format of their RFCs. If not, there may be an {@link OpaqueOption#isMalformed malformed} one.
     */
    public boolean isKnownToBeWellFormed() {
        return options.isPlain();
    }

    /**
     * Whether the option at this index does not have the format of its RFC.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public boolean isMalformedAt(int index) {
        return options.isMalformedAt(index);
    }

    /**
     * Returns the option-data of the first well-formed option of a code, as on the wire; null if there is none. Creates
     * no option, unlike {@link #first}.
     */
    public @Nullable Octets data(int code) {
        int index = options.findWellFormed(code);
        return index < 0 ? null : options.dataAt(index);
    }

    private @Nullable Duid duid(int code) {
        Octets data = data(code);
        return data == null ? null : Duid.of(data);
    }

    private OptionalLong seconds(int code) {
        Octets data = data(code);
        return data == null ? OptionalLong.empty() : OptionalLong.of(data.unsignedIntAt(0));
    }

    /** OPTION_CLIENTID. */
    public @Nullable Duid clientIdentifier() {
        return duid(OptionCode.CLIENTID);
    }

    /** OPTION_SERVERID. */
    public @Nullable Duid serverIdentifier() {
        return duid(OptionCode.SERVERID);
    }

    /** OPTION_STATUS_CODE; null, which means success, if there is none. */
    public @Nullable Status statusCode() {
        return first(OptionCode.STATUS_CODE, Status.class);
    }

    /** OPTION_LQ_BASE_TIME: seconds since 2000-01-01 UTC in the server's clock, unsigned 32 bit. */
    public OptionalLong baseTime() {
        return seconds(OptionCode.LQ_BASE_TIME);
    }

    /** OPTION_LQ_START_TIME: seconds since 2000-01-01 UTC in the server's clock, unsigned 32 bit. */
    public OptionalLong queryStartTime() {
        return seconds(OptionCode.LQ_START_TIME);
    }

    /** OPTION_LQ_END_TIME: seconds since 2000-01-01 UTC in the server's clock, unsigned 32 bit. */
    public OptionalLong queryEndTime() {
        return seconds(OptionCode.LQ_END_TIME);
    }

    /** OPTION_CLT_TIME: seconds before the base-time of the same message, unsigned 32 bit. */
    public OptionalLong clientLastTransactionTime() {
        return seconds(OptionCode.CLT_TIME);
    }

    /** OPTION_CLIENT_FQDN. */
    public @Nullable ClientFqdn clientFqdn() {
        Octets data = data(OptionCode.CLIENT_FQDN);
        return data == null ? null : ClientFqdn.decode(data);
    }

    /**
     * The message in OPTION_LQ_RELAY_DATA, see {@link LqRelayData#relayForward}; null if there is none or it is not
     * well formed.
     */
    public @Nullable RelayForward relayForward() {
        Octets data = data(OptionCode.LQ_RELAY_DATA);
        return data == null
                ? null
                : RelayForward.readIfWellFormed(data.slice(Ipv6Address.OCTETS, data.length() - Ipv6Address.OCTETS));
    }

    /** Whether it is known without a look at each option that no code occurs twice. */
    public boolean isKnownToBeDistinct() {
        return options.isKnownToBeDistinct();
    }

    /** OPTION_LQ_QUERY. */
    public @Nullable LqQuery query() {
        return first(OptionCode.LQ_QUERY, LqQuery.class);
    }

    /** The codes in OPTION_ORO; none if there is no such option. */
    public List<Integer> requestedOptions() {
        OptionRequest option = first(OptionCode.ORO, OptionRequest.class);
        return option == null ? List.of() : option.codes();
    }

    /**
     * OPTION_CLIENT_DATA. The RFCs allow at most one per message; all are returned, so that no binding is lost if a
     * server sends more.
     */
    public List<ClientData> clientData() {
        return all(OptionCode.CLIENT_DATA, ClientData.class);
    }

    /**
     * Appends all options as on the wire.
     *
     * @throws IllegalArgumentException when an option takes more than 65,535 octets; the buffer then
     *     holds what was written before
     */
    public void writeTo(ByteBuf out) {
        for (int i = 0; i < options.count(); i++) {
            OptionEncoder.write(options.at(i), out);
        }
        rest.writeTo(out);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Dhcpv6Options that && all().equals(that.all()) && rest.equals(that.rest);
    }

    @Override
    public int hashCode() {
        return 31 * all().hashCode() + rest.hashCode();
    }

    @Override
    public String toString() {
        return rest.isEmpty() ? all().toString() : all() + " and " + rest;
    }
}

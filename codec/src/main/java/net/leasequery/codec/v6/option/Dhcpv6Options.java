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
    public static final Dhcpv6Options NONE = new Dhcpv6Options(new Dhcpv6Option[0], Octets.EMPTY, null, null);

    /** An array instead of a list, because it is traversed several times for each binding and needs no iterator. */
    private final Dhcpv6Option[] options;

    private final Octets rest;
    private final @Nullable OptionPlaces places;
    private final @Nullable Octets message;

    /** Of each binding, more than half of the options that are looked up are absent. */
    private final long filter;

    // Created on first use. Two threads may both create a list; both lists are equal and safe to publish.
    private @Nullable List<Dhcpv6Option> all;

    private Dhcpv6Options(
            Dhcpv6Option[] options, Octets rest, @Nullable OptionPlaces places, @Nullable Octets message) {
        this.options = options;
        this.rest = rest;
        this.places = places;
        this.message = message;
        this.filter = places == null ? OptionPlaces.filterOf(options) : places.filter();
    }

    /** These options, in this order. */
    public static Dhcpv6Options of(Dhcpv6Option... options) {
        return of(Arrays.asList(options));
    }

    /** These options, in this order. Keeps a copy of the list. */
    public static Dhcpv6Options of(List<? extends Dhcpv6Option> options) {
        return options.isEmpty()
                ? NONE
                : new Dhcpv6Options(List.copyOf(options).toArray(Dhcpv6Option[]::new), Octets.EMPTY, null, null);
    }

    /**
     * Returns the options that a decoder has found.
     *
     * @param options in their order; the array must not be changed afterwards
     * @param rest octets after them that are not an option
     * @param places positions of the data of each option
     */
    static Dhcpv6Options ofDecoded(Dhcpv6Option[] options, Octets rest, OptionPlaces places) {
        return options.length == 0 && rest.isEmpty() ? NONE : new Dhcpv6Options(options, rest, places, null);
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
        Dhcpv6Options read = OptionDecoder.decode(new OctetReader(message, from));
        return new Dhcpv6Options(read.options, read.rest, read.places, message);
    }

    /** These options followed by further ones. */
    public Dhcpv6Options with(Dhcpv6Option... further) {
        return of(Stream.concat(Arrays.stream(options), Arrays.stream(further)).toList());
    }

    /** All options in the order of the wire. */
    public List<Dhcpv6Option> all() {
        List<Dhcpv6Option> list = all;
        if (list == null) {
            list = List.of(options);
            all = list;
        }
        return list;
    }

    /** Returns the number of options. */
    public int count() {
        return options.length;
    }

    /**
     * Returns the option at this index; together with {@link #count} it iterates over all options without creating
     * objects.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public Dhcpv6Option at(int index) {
        return options[index];
    }

    /**
     * Returns the code of the option at this index.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public int codeAt(int index) {
        return places == null ? options[index].optionCode() : places.codeAt(index);
    }

    /**
     * Returns the option-data at this index, as on the wire.
     *
     * @throws IndexOutOfBoundsException if there is no such option
     */
    public Octets dataAt(int index) {
        return places == null ? OptionEncoder.data(options[index]) : places.dataAt(index);
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
        return Arrays.stream(options).filter(kind::isInstance).map(kind::cast).toList();
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
                ? List.of(kind.cast(options[first]))
                : all(kind).stream()
                        .filter(option -> option.optionCode() == code)
                        .toList();
    }

    /** The first option of a kind; null if there is none. */
    public <T extends Dhcpv6Option> @Nullable T first(Class<T> kind) {
        for (Dhcpv6Option option : options) {
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
        return index < 0 ? null : kind.cast(options[index]);
    }

    /** Returns the index of the next option of a kind, which may be the one at {@code from}; -1 if there is none. */
    private int indexOf(int code, Class<?> kind, int from) {
        if ((filter & OptionPlaces.filterOf(code)) == 0) {
            return -1;
        }
        for (int i = from; i < options.length; i++) {
            if (codeAt(i) == code && kind.isInstance(options[i])) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Returns the value of the first option of a code, decoded by the caller's type.
     *
     * @param type code of the option, and how its option-data is read
     * @return null if the option is absent or malformed for that type
     */
    public <T> @Nullable T get(OptionType<T> type) {
        for (int i = 0; i < options.length; i++) {
            if (codeAt(i) == type.code()) {
                try {
                    return type.decode(dataAt(i));
                } catch (MalformedMessageException e) {
                    // The octets stay available; a caller that needs the reason can decode them.
                    return null;
                }
            }
        }
        return null;
    }

    /** OPTION_CLIENTID. */
    public @Nullable Duid clientIdentifier() {
        ClientIdentifier option = first(OptionCode.CLIENTID, ClientIdentifier.class);
        return option == null ? null : option.duid();
    }

    /** OPTION_SERVERID. */
    public @Nullable Duid serverIdentifier() {
        ServerIdentifier option = first(OptionCode.SERVERID, ServerIdentifier.class);
        return option == null ? null : option.duid();
    }

    /** OPTION_STATUS_CODE; null, which means success, if there is none. */
    public @Nullable Status statusCode() {
        return first(OptionCode.STATUS_CODE, Status.class);
    }

    /** OPTION_LQ_BASE_TIME: seconds since 2000-01-01 UTC in the server's clock, unsigned 32 bit. */
    public OptionalLong baseTime() {
        LqBaseTime option = first(OptionCode.LQ_BASE_TIME, LqBaseTime.class);
        return option == null ? OptionalLong.empty() : OptionalLong.of(option.seconds());
    }

    /** OPTION_LQ_START_TIME: seconds since 2000-01-01 UTC in the server's clock, unsigned 32 bit. */
    public OptionalLong queryStartTime() {
        LqStartTime option = first(OptionCode.LQ_START_TIME, LqStartTime.class);
        return option == null ? OptionalLong.empty() : OptionalLong.of(option.seconds());
    }

    /** OPTION_LQ_END_TIME: seconds since 2000-01-01 UTC in the server's clock, unsigned 32 bit. */
    public OptionalLong queryEndTime() {
        LqEndTime option = first(OptionCode.LQ_END_TIME, LqEndTime.class);
        return option == null ? OptionalLong.empty() : OptionalLong.of(option.seconds());
    }

    /** OPTION_CLT_TIME: seconds before the base-time of the same message, unsigned 32 bit. */
    public OptionalLong clientLastTransactionTime() {
        CltTime option = first(OptionCode.CLT_TIME, CltTime.class);
        return option == null ? OptionalLong.empty() : OptionalLong.of(option.seconds());
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
        for (Dhcpv6Option option : options) {
            OptionEncoder.write(option, out);
        }
        rest.writeTo(out);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Dhcpv6Options that && Arrays.equals(options, that.options) && rest.equals(that.rest);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(options) + rest.hashCode();
    }

    @Override
    public String toString() {
        return rest.isEmpty() ? Arrays.toString(options) : Arrays.toString(options) + " and " + rest;
    }
}

package net.leasequery.codec.v4;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Collects the instances of options in the order in which they are read, and joins those of one code into one value
 * (RFC 3396 section 7). Takes linear time regardless of how often a code is repeated, and memory of at most a small
 * multiple of the added octets. For one message and one thread.
 */
final class OptionInstances {

    /** For each code its index in {@link #joined} plus one; 0 means that the code has not been seen. */
    private final short[] placePlusOne = new short[256];

    private final List<Joined> joined = new ArrayList<>();

    /** @param offset of the value in the message */
    void add(int code, Octets value, int offset) {
        int place = placePlusOne[code] - 1;
        if (place >= 0) {
            joined.get(place).append(value);
        } else {
            joined.add(new Joined(code, value, offset));
            placePlusOne[code] = (short) joined.size();
        }
    }

    /** Returns the options in the order of their first instances. */
    List<Option> toOptions() {
        List<Option> options = new ArrayList<>(joined.size());
        for (Joined one : joined) {
            options.add(new Option(one.code, one.value()));
        }
        return options;
    }

    /** Returns the joined value of a code so far, null if it has not been added. */
    @Nullable
    Octets find(int code) {
        int place = placePlusOne[code] - 1;
        return place < 0 ? null : joined.get(place).value();
    }

    /** Returns the offset of the first instance's value in the message; the code must have been added. */
    int offsetOf(int code) {
        return joined.get(placePlusOne[code] - 1).offset;
    }

    private static final class Joined {

        private final int code;
        private final int offset;
        private final Octets first;
        private @Nullable ByteArrayOutputStream all;

        Joined(int code, Octets first, int offset) {
            this.code = code;
            this.first = first;
            this.offset = offset;
        }

        void append(Octets next) {
            if (all == null) {
                all = new ByteArrayOutputStream(first.length() + next.length());
                all.writeBytes(first.toByteArray());
            }
            all.writeBytes(next.toByteArray());
        }

        Octets value() {
            return all == null ? first : Octets.ofOwned(all.toByteArray());
        }
    }
}

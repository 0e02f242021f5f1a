package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;
import net.leasequery.codec.Octets;

/** The format of each type of DUID. It makes sure that the same octets are never two unequal DUIDs. */
enum DuidForm {
    LINK_LAYER_TIME(1),
    ENTERPRISE(2),
    LINK_LAYER(3),
    UUID(4),
    OTHER(-1);

    private final int type;

    DuidForm(int type) {
        this.type = type;
    }

    static DuidForm of(Octets octets) {
        DuidForm form = octets.length() < 2 ? OTHER : ofType(octets.unsignedShortAt(0));
        return form.hasLength(octets.length()) ? form : OTHER;
    }

    private static DuidForm ofType(int type) {
        return switch (type) {
            case 1 -> LINK_LAYER_TIME;
            case 2 -> ENTERPRISE;
            case 3 -> LINK_LAYER;
            case 4 -> UUID;
            default -> OTHER;
        };
    }

    void check(Octets octets) {
        if (octets.isEmpty() || of(octets) != this) {
            throw new IllegalArgumentException("no DUID of form " + this + ": 0x" + octets);
        }
    }

    /** Returns the two octets of the type, followed by the octets that the caller writes. */
    Octets write(Consumer<ByteBuf> rest) {
        ByteBuf out = Unpooled.buffer().writeShort(type);
        rest.accept(out);
        return Octets.copyOf(out, out.readerIndex(), out.readableBytes());
    }

    /** Whether the length covers the fixed fields and at least one octet of the variable part. */
    private boolean hasLength(int length) {
        return switch (this) {
            case LINK_LAYER_TIME -> length > 8;
            case ENTERPRISE -> length > 6;
            case LINK_LAYER -> length > 4;
            case UUID -> length == 18;
            case OTHER -> true;
        };
    }
}

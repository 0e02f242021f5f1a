package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;
import net.leasequery.codec.Octets;

/** Which octets make which type of DUID, so that the same octets never are two unequal DUIDs. */
enum DuidForm {
    LINK_LAYER_TIME(1),
    ENTERPRISE(2),
    LINK_LAYER(3),
    UUID(4),
    OTHER(-1);

    /** One array for all DUIDs: values() makes a new one. */
    private static final DuidForm[] FORMS = values();

    private final int type;

    DuidForm(int type) {
        this.type = type;
    }

    static DuidForm of(Octets octets) {
        int type = octets.length() < 2 ? OTHER.type : octets.unsignedShortAt(0);
        for (DuidForm form : FORMS) {
            if (form.type == type && form.hasLength(octets.length())) {
                return form;
            }
        }
        return OTHER;
    }

    void check(Octets octets) {
        if (octets.isEmpty() || of(octets) != this) {
            throw new IllegalArgumentException("no DUID of form " + this + ": 0x" + octets);
        }
    }

    /** The two octets of the type, followed by what the caller writes. */
    Octets write(Consumer<ByteBuf> rest) {
        ByteBuf out = Unpooled.buffer().writeShort(type);
        rest.accept(out);
        return Octets.copyOf(out, out.readerIndex(), out.readableBytes());
    }

    /** The fixed fields and at least one octet of what varies. */
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

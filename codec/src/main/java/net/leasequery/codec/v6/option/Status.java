package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import net.leasequery.codec.Octets;

/**
 * OPTION_STATUS_CODE. In a message it applies to the query, within another option to that option only. RFC 8415 section
 * 21.13.
 *
 * @param code the status-code, 0..65535, as received
 * @param encodedText for a person, in UTF-8; empty if there is none
 */
public record Status(int code, Octets encodedText) implements Dhcpv6Option {

    /** @throws IllegalArgumentException when the code is outside of 0..65535 */
    public Status {
        Unsigned.check16(code, "status-code");
    }

    /**
     * Returns a status with a known meaning.
     *
     * @throws IllegalArgumentException when the meaning is {@link StatusCode#UNKNOWN}, which has no code
     */
    public static Status of(StatusCode meaning, String text) {
        return new Status(meaning.code(), Octets.ofUtf8(text));
    }

    static Status read(OctetReader data) {
        return new Status(data.readUnsignedShort("status-code"), data.readRest());
    }

    /** Returns the meaning of the code, {@link StatusCode#UNKNOWN} if it is not defined. */
    public StatusCode meaning() {
        return StatusCode.of(code);
    }

    public boolean isSuccess() {
        return meaning() == StatusCode.SUCCESS;
    }

    /** Returns the text without null characters, which the RFC forbids but some servers send. */
    public String text() {
        return encodedText.toUtf8().replace("\0", "");
    }

    @Override
    public int optionCode() {
        return OptionCode.STATUS_CODE;
    }

    @Override
    public void writeData(ByteBuf out) {
        out.writeShort(code);
        encodedText.writeTo(out);
    }
}

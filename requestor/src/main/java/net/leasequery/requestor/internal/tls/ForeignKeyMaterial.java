package net.leasequery.requestor.internal.tls;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.leasequery.requestor.tls.MissingFileException;
import net.leasequery.requestor.tls.UnusableMaterialException;

/**
 * Checks keys and certificates that another library without such bounds is going to read: Kafka's own client reads any
 * file to its end, and hashes a password as often as the file says. The check goes by content, because a store of one
 * type is often accepted under the name of another.
 */
public final class ForeignKeyMaterial {

    private static final String PEM = "-----BEGIN ";

    private ForeignKeyMaterial() {}

    /**
     * Refuses a file that is not regular, too large, or too costly to decrypt. Blocks while it reads.
     *
     * @throws MissingFileException if there is no such file
     * @throws UnusableMaterialException if a bound is exceeded; the message says why and contains no secret
     */
    public static void check(Path file) throws UnusableMaterialException {
        byte[] content = KeyFile.read(file);
        Pkcs12Cost.check(content, null, file.toString());
        checkPem(new String(content, StandardCharsets.ISO_8859_1), file.toString());
    }

    /**
     * Does the same as {@link #check} for PEM as text.
     *
     * @param where source of the text, for messages
     */
    public static void checkText(String pem, String where) throws UnusableMaterialException {
        KeyFile.refuseMoreThanIsRead(pem.length(), where);
        checkPem(pem, where);
    }

    private static void checkPem(String text, String where) throws UnusableMaterialException {
        if (text.contains(PEM)) {
            new PemBlocks(text, where).checkCost();
        }
    }
}

package net.leasequery.requestor.internal.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import net.leasequery.requestor.tls.MissingFileException;
import net.leasequery.requestor.tls.UnusableMaterialException;

/**
 * Reads a file of keys or certificates, whose path may come from an attacker. Accepts only a regular file, so that no
 * device is read without end and no pipe is waited for, and at most {@link #MOST_OCTETS}. May block without limit in
 * the file system.
 */
final class KeyFile {

    /** Far above any real store: all public web authorities take a quarter of it. */
    static final int MOST_OCTETS = 1 << 20;

    private KeyFile() {}

    /**
     * Returns the content of the file.
     *
     * @param file path of the file; links are followed
     * @throws MissingFileException if there is no such file
     * @throws UnusableMaterialException if it is not a regular file, too large, or cannot be read
     */
    static byte[] read(Path file) throws UnusableMaterialException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new UnusableMaterialException(file + " is "
                        + (attributes.isDirectory() ? "a directory" : "a device, pipe or socket")
                        + " and not a regular file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] content = in.readNBytes(MOST_OCTETS + 1);
                refuseMoreThanIsRead(content.length, file.toString());
                return content;
            }
        } catch (NoSuchFileException e) {
            throw new MissingFileException(file + " does not exist");
        } catch (IOException e) {
            throw new UnusableMaterialException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /**
     * Refuses content that is too large.
     *
     * @param octets octets or characters
     */
    static void refuseMoreThanIsRead(int octets, String where) throws UnusableMaterialException {
        if (octets > MOST_OCTETS) {
            throw new UnusableMaterialException(where + " is larger than " + MOST_OCTETS + " octets");
        }
    }
}

package net.leasequery.streams.lookup.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The page and the description of the API, from the class path. */
final class PageFiles {

    private PageFiles() {}

    static Endpoint.Work serve(String name, String contentType) {
        byte[] content = read(name);
        return call -> new Answer(200, contentType, content);
    }

    private static byte[] read(String name) {
        try (InputStream file = PageFiles.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

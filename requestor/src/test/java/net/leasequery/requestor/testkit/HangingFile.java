package net.leasequery.requestor.testkit;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A file in a file system that is gone: whoever asks for it waits until this is closed, and no interrupt helps. */
public final class HangingFile implements AutoCloseable {

    private final CountDownLatch gone = new CountDownLatch(1);
    private final Path path;

    private HangingFile(String name) {
        FileSystem system = new Gone();
        this.path = (Path) Proxy.newProxyInstance(
                HangingFile.class.getClassLoader(),
                new Class<?>[] {Path.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getFileSystem" -> system;
                    case "toString" -> name;
                    case "hashCode" -> name.hashCode();
                    case "equals" -> proxy == arguments[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** A file of this name, which is shown only. */
    public static HangingFile create(String name) {
        return new HangingFile(name);
    }

    /** What to configure. */
    public Path path() {
        return path;
    }

    /** The file system is back: everybody is told that the file cannot be read. */
    @Override
    public void close() {
        gone.countDown();
    }

    private RuntimeException hang() {
        boolean back = false;
        while (!back) {
            try {
                gone.await();
                back = true;
            } catch (InterruptedException e) {
                // As a thread that waits in the kernel does.
                back = false;
            }
        }
        return new UnsupportedOperationException("the file system is back, without this file");
    }

    private final class Gone extends FileSystem {

        private final FileSystemProvider provider = new Provider();

        @Override
        public FileSystemProvider provider() {
            return provider;
        }

        @Override
        public void close() {
            throw hang();
        }

        @Override
        public boolean isOpen() {
            throw hang();
        }

        @Override
        public boolean isReadOnly() {
            throw hang();
        }

        @Override
        public String getSeparator() {
            throw hang();
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            throw hang();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            throw hang();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            throw hang();
        }

        @Override
        public Path getPath(String first, String... more) {
            throw hang();
        }

        @Override
        public PathMatcher getPathMatcher(String pattern) {
            throw hang();
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            throw hang();
        }

        @Override
        public WatchService newWatchService() {
            throw hang();
        }
    }

    private final class Provider extends FileSystemProvider {

        @Override
        public String getScheme() {
            throw hang();
        }

        @Override
        public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
            throw hang();
        }

        @Override
        public FileSystem getFileSystem(URI uri) {
            throw hang();
        }

        @Override
        public Path getPath(URI uri) {
            throw hang();
        }

        @Override
        public SeekableByteChannel newByteChannel(
                Path file, Set<? extends OpenOption> options, FileAttribute<?>... attributes) {
            throw hang();
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter) {
            throw hang();
        }

        @Override
        public void createDirectory(Path folder, FileAttribute<?>... attributes) {
            throw hang();
        }

        @Override
        public void delete(Path file) {
            throw hang();
        }

        @Override
        public void copy(Path source, Path target, CopyOption... options) {
            throw hang();
        }

        @Override
        public void move(Path source, Path target, CopyOption... options) {
            throw hang();
        }

        @Override
        public boolean isSameFile(Path one, Path other) {
            throw hang();
        }

        @Override
        public boolean isHidden(Path file) {
            throw hang();
        }

        @Override
        public FileStore getFileStore(Path file) {
            throw hang();
        }

        @Override
        public void checkAccess(Path file, AccessMode... modes) {
            throw hang();
        }

        @Override
        public <V extends FileAttributeView> @Nullable V getFileAttributeView(
                Path file, Class<V> type, LinkOption... options) {
            throw hang();
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path file, Class<A> type, LinkOption... options) {
            throw hang();
        }

        @Override
        public Map<String, Object> readAttributes(Path file, String attributes, LinkOption... options) {
            throw hang();
        }

        @Override
        public void setAttribute(Path file, String attribute, Object value, LinkOption... options) {
            throw hang();
        }
    }
}

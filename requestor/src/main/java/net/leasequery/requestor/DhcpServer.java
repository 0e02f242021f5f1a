package net.leasequery.requestor;

/**
 * One DHCP server as the operator configured it.
 *
 * @param name identity in records and offsets; does not change with the address
 * @param host DNS name or IP literal without brackets; resolved anew at each connection attempt
 * @param port TCP port, 1 to 65535
 */
public record DhcpServer(String name, String host, int port) {

    private static final int GREATEST_PORT = 65_535;

    /** @throws IllegalArgumentException if the port is out of range */
    public DhcpServer {
        if (port < 1 || port > GREATEST_PORT) {
            throw new IllegalArgumentException(port + " is not a TCP port");
        }
    }

    /** {@code name (host:port)}, with brackets around an IPv6 literal; for logs and messages. */
    @Override
    public String toString() {
        return name + " (" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + ")";
    }
}

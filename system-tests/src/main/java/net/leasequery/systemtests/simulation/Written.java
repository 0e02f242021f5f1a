package net.leasequery.systemtests.simulation;

/**
 * The last record of a key.
 *
 * @param server server that reported the version
 * @param version version that the record shows or ends
 * @param bound whether it shows a lease
 * @param inferred whether the connector concluded it instead of receiving it
 * @param byStream whether it came from the stream
 * @param atMillis when it was written to Kafka
 */
record Written(int server, int version, boolean bound, boolean inferred, boolean byStream, long atMillis) {}

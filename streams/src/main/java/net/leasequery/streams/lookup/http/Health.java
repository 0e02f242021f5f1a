package net.leasequery.streams.lookup.http;

/**
 * How the application is.
 *
 * @param state in one word
 * @param running whether it works and answers
 * @param caughtUp whether what the topics held at the start has been processed
 */
public record Health(String state, boolean running, boolean caughtUp) {}

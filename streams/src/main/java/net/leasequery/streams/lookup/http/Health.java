package net.leasequery.streams.lookup.http;

/**
 * The health of the application.
 *
 * @param state in one word
 * @param running whether the application runs and answers
 * @param caughtUp whether all records that the topics held at the start have been processed
 */
public record Health(String state, boolean running, boolean caughtUp) {}

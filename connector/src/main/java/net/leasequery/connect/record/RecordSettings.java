package net.leasequery.connect.record;

/**
 * What the operator chose about records.
 *
 * @param topics to write to
 * @param optionsFormat form of the field {@code options} of a binding
 * @param tombstones whether the end of a binding is also written as a null value
 * @param fingerprints whether binding records carry the header that a sweep reads back
 */
public record RecordSettings(Topics topics, OptionsFormat optionsFormat, boolean tombstones, boolean fingerprints) {}

/**
 * Who held an address, when, and how sure that is.
 *
 * <p><b>Writing.</b> {@code TenureProcessor} processes the records of all servers about the addresses of one partition,
 * from the repartition topic {@code views}, and writes {@code <net>.history}: {@code TenureKey} to {@code Tenure}, and
 * a null value for a tenure that was merged into another, erased, or is past its retention. It reads {@code
 * <net>.history.commands}. Every partition executes each command once and answers it in {@code <net>.history.answers}:
 * one {@code HistoryAnswer} for each partition, {@code partitions} in all. A command is a record {@code
 * HistoryCommandKey} to {@code HistoryCommand}, written by the same converters as all outputs.
 *
 * <p><b>Reading.</b> {@link net.leasequery.streams.history.TenureReader} reads the stores {@link
 * net.leasequery.streams.history.HistoryStores#TENURES} and {@link
 * net.leasequery.streams.history.HistoryStores#CLIENTS} of one partition. Both are {@code KeyValueStore<Bytes,
 * byte[]>}; ask {@code KafkaStreams.store} for each partition by {@code StoreQueryParameters.withPartition}. The
 * tenures of an address in all groups lie in one partition: {@code
 * streams.queryMetadataForKey(HistoryStores.TENURES, …)} with the partitioner of the topic {@code views}, by {@link
 * net.leasequery.streams.records.AddressKey#place()}. The tenures of a client may lie in any partition, and a delegated
 * prefix does not lie with its addresses: ask all partitions, with the same limit and position, and merge the pages by
 * {@link net.leasequery.streams.history.TenurePage#merge}. Values are immutable; nothing here locks.
 *
 * <p>A page is newest first. {@link net.leasequery.streams.history.AddressTenure#at} says how sure a moment is: {@code
 * CERTAIN} only within {@code certain}. An empty answer does not prove that nobody held the address.
 */
@NullMarked
package net.leasequery.streams.history;

import org.jspecify.annotations.NullMarked;

package net.leasequery.systemtests.simulation;

/**
 * A class of faults that can be mixed into schedules. Ingredients with {@link #everyBuild} are used in every build;
 * the others wait for a fix or have a test of their own.
 */
enum Ingredient {
    /** Clients come, renew, go and take over from each other; leases run out. */
    CLIENTS(true, "the daily life of clients"),
    /** Connections are cut, also in the middle of a message, refused, slowed down and stalled. */
    NETWORK(true, "cuts, half messages, refusals, delays, connections that overtake each other"),
    /** The server restarts without its history, or ends the stream. */
    RESTARTS(true, "DataMissing, QueryTerminated, server down"),
    /** Bulk queries are answered with a status. */
    BULK_STATUS(true, "failed snapshots and gap fills"),
    /** The task is killed at any point, or restarted in an orderly way. */
    CRASHES(true, "kill -9 with records under way, restarts, late acknowledgements"),
    /** The topic is compacted. */
    COMPACTION(true, "read-back of a compacted topic"),
    /** The consumer of records is slow. */
    SLOW_CONSUMER(true, "back-pressure"),
    /** The server can send only a little for a while, so that changes wait in it. */
    WAITING_CHANGES(true, "base-time ahead of the data"),
    /** Messages that cannot be decoded come between the others. */
    MALFORMED_MESSAGES(true, "malformed messages under each policy"),
    /** An option that no binding depends on is damaged. */
    DAMAGED_OPTIONS(true, "bindings whose options cannot all be read"),
    /** Impossible times: a client whose last transaction is in the future. */
    ODD_TIMES(true, "times that wrap"),
    /** The server's clock is set while a connection stands. */
    CLOCK_STEPS(true, "expiry by a clock that was set"),
    /** Keep-alives show a wrong time for a moment. */
    CLOCK_GLITCHES(true, "expiry by one wrong base-time"),
    /** The server's clock is too fast or too slow. */
    CLOCK_DRIFT(true, "skew that grows slowly, unlike that of back-pressure"),
    /** The name stands for two servers with different leases. */
    TWO_SERVERS(true, "positions of another server"),
    /** Another client gets an address by another kind of association. */
    NA_AND_TA(true, "two kinds of association, one key"),
    /** Clients renew a second before their leases run out, or for a second more than before. */
    CLOSE_RENEWALS(true, "bindings that would expire early"),
    /** Links have two relay agents and clients without any. */
    SEVERAL_RELAYS(true, "answers for a link that lack what is behind another relay agent"),
    /** The end of one of a client's leases is reported by omission. */
    OMISSION(true, "ends that only a missing lease shows"),
    /** The topic cannot be read back at first, and leases are removed while offsets are reset. */
    READ_BACK_FAILURES(true, "sweeps that are owed"),
    /** The operator resets the offsets while leases are removed. */
    OFFSET_RESETS(true, "snapshots that end removed leases"),
    /** Records of ends that the task concluded are dropped by a transform, or their failure is ignored: no metadata. */
    LOST_ENDS(true, "null metadata, which is not an acknowledgement"),
    /** The task writes to another topic from now on. */
    TOPIC_CHANGES(true, "offsets of another topic"),
    /** Waiting changes are sent newest first, and {@code resume.assumes=nothing}. */
    NEWEST_FIRST(true, "positions ahead of the data"),
    /** Connections are lost without a notice, and only timers end them. */
    HALF_OPEN(true, "timers, a second stream while the server still has the first"),
    /** Messages arrive in pieces. */
    SEGMENTS(true, "TCP keeps no limits of messages"),
    /** The server forgets its history, also while it sends it. */
    LOST_HISTORY(true, "DataMissing after some of the missed changes"),
    /** Bulk answers contain each lease as it is when its message is sent. */
    MOVING_ANSWERS(true, "changes while an answer is under way"),
    /** Changes of an address that waits are sent as one, in the place of the first. */
    COALESCED_CHANGES(true, "new changes that overtake older ones"),
    /** The operator changes between Active Leasequery and polls. */
    MODE_CHANGES(true, "polls of a server that reports ends, positions of polls and streams"),
    /** The operator excludes a subnet, and includes it again. */
    SUBNET_CHANGES(true, "widened and narrowed filters"),
    /** The operator sends signals. */
    SIGNALS(true, "snapshots and gaps that are asked for in the middle of anything"),
    /** Offsets are stored late or not at all, also when a task stops. */
    FAILED_COMMITS(true, "records that Kafka has and the next start does not know of"),
    /** The operator edits the stored offsets. */
    EDITED_OFFSETS(true, "positions moved back by hand, KIP-875"),
    /** The worker is taken for dead and is not. */
    TWO_TASKS(true, "late records and offsets of a task that was replaced"),
    /** The topic is deleted and created again. */
    TOPIC_DELETION(true, "bindings that Kafka had acknowledged and lost"),
    /** Retention deletes the oldest records of the topic. */
    RETENTION(true, "a topic that is not compacted"),

    /** Other tasks of the worker take the memory for tables. */
    FULL_TABLES(true, "tables that reach sweep.table.max.bytes at any moment"),
    /** The operator asks for fewer bindings in bulk queries, and for more again. */
    QUERY_CHANGES(true, "changed bulk.query.types"),
    /** The operator changes when everything is loaded. */
    SNAPSHOT_MODES(true, "changed snapshot.mode"),
    /** The operator turns the sweep off, and on again. */
    SWEEP_CHANGES(true, "changed sweep.mode"),
    /** The connector writes tombstones, and Kafka removes them after a while. */
    TOMBSTONES(true, "read-back of a topic without the bindings that ended"),
    /** The topic has several partitions, one of which is sometimes slow. */
    PARTITIONS(true, "acknowledgements out of order, records read back partition by partition"),
    /** The topic gets more partitions. */
    MORE_PARTITIONS(true, "addresses with records in two partitions"),
    /** The topic is deleted, and created again only after minutes. */
    TOPIC_ABSENCE(true, "records that wait for their topic, a read-back without a topic"),
    /** The server's leases are restored from a backup. */
    BACKUPS(true, "leases that go back without a change"),
    /** The server has the same addresses in two VPNs, and the operator follows one or all of them. */
    VPNS(true, "VPNs, RFC 6607"),

    /** The wall clock of the worker is set, while the task runs and while it does not; see {@code WorkerClockTest}. */
    WORKER_CLOCK_STEPS(true, "timers and expiry while the clock of the worker is set"),
    /** The server gets another name, and the former one is retired; see {@code RenamedServerTest}. */
    RENAMED_SERVERS(true, "leases of a server that is no longer followed"),
    /** Another connector writes the bindings of another server to the same topic. */
    NEIGHBOURS(true, "several connectors and one topic, with equal addresses"),
    /** Other producers have transactions open in the topic, and abort them. */
    TRANSACTIONS(true, "exactly-once producers that died, records that were never committed"),
    /** The topic is read back in small pieces, while all else goes on. */
    SLOW_READ_BACK(true, "compaction, retention and deletion in the middle of a read-back"),
    /** Another producer writes to the topic, under keys of the connector. */
    FOREIGN_RECORDS(true, "records without the header, or with that of another address, that replace others"),
    /** The server repeats itself, sends statuses at any moment, and its clock goes back by a second or two. */
    ODD_SERVERS(true, "servers that follow the RFCs to the letter at most"),
    /** The server leaves out an optional time. */
    MISSING_TIMES(true, "bindings without client-last-transaction-time"),
    /** The server leaves the base-time out where RFC 7724 does not require it. */
    UNDATED_STATUSES(true, "a stream that shows the server's clock only by its bindings"),
    /** Leases that never run out. */
    INFINITE_LEASES(true, "a lease time of 0xffffffff"),
    /** The connector has two tasks, each with a server of its own. */
    SECOND_TASK(true, "which task is the first, and what it does for the other"),
    /** The server gets another name while the worker of its former task is taken for dead and is not. */
    LATE_RENAMES(true, "records of a retired name after its retirement"),
    /** More addresses change during a bulk answer than the connector may remember. */
    CROWDED_ANSWERS(true, "answers and questions that are given up and asked again");

    private final boolean everyBuild;
    private final String what;

    Ingredient(boolean everyBuild, String what) {
        this.everyBuild = everyBuild;
        this.what = what;
    }

    boolean everyBuild() {
        return everyBuild;
    }

    String what() {
        return what;
    }
}

package net.leasequery.systemtests.simulation;

/** What a step of a schedule does. The numbers a, b and c are those of {@link Step}. */
enum Action {
    /** Client c gets slot a, or renews it, for b seconds. */
    BIND(Ingredient.CLIENTS),
    /** Client c gets slot a in an IA_TA, for b seconds. */
    BIND_TEMPORARY(Ingredient.NA_AND_TA),
    /** The holder of slot a renews it for b seconds, one second before it runs out. */
    RENEW_LATE(Ingredient.CLOSE_RENEWALS),
    /** The holder of slot a renews it, so that it runs out b seconds later than before. */
    RENEW_BRIEFLY(Ingredient.CLOSE_RENEWALS),
    /** The holder of slot a releases it. */
    RELEASE(Ingredient.CLIENTS),
    /**
     * The stream breaks; with a=1 in the middle of a message, with a=2 the server closes it and what it sent arrives.
     */
    CUT_STREAM(Ingredient.NETWORK),
    /** The bulk connection breaks, as above. */
    CUT_BULK(Ingredient.NETWORK),
    /** New connections are refused for a ms; with b=1 nothing answers them. */
    REFUSE(Ingredient.NETWORK),
    /** From now on nothing arrives on the stream, and no end is notified: only timers notice. */
    LOSE_STREAM(Ingredient.HALF_OPEN),
    /** The same on the bulk connection. */
    LOSE_BULK(Ingredient.HALF_OPEN),
    /** All connections send segments of a octets from now on. */
    SEGMENT(Ingredient.SEGMENTS),
    /** Messages on the stream take a ms from now on. */
    SLOW_STREAM(Ingredient.NETWORK),
    /** Messages on the bulk connection take a ms from now on. */
    SLOW_BULK(Ingredient.NETWORK),
    /** Nothing arrives on the stream for a ms. */
    STALL_STREAM(Ingredient.NETWORK),
    /** Nothing arrives on the bulk connection for a ms. */
    STALL_BULK(Ingredient.NETWORK),
    /** The server goes down for a ms and loses its history; with b=1 everything that it has sent still arrives. */
    RESTART_SERVER(Ingredient.RESTARTS),
    /** The server ends the stream with QueryTerminated. */
    TERMINATE(Ingredient.RESTARTS),
    /** The server forgets the changes up to now, but no lease, also in the middle of a catch-up. */
    LOSE_HISTORY(Ingredient.LOST_HISTORY),
    /** With a=1 bulk answers read each lease when its message is sent from now on; with a=0 all at once. */
    READ_AS_SENT(Ingredient.MOVING_ANSWERS),
    /** With a=1 a change takes the place of one of its address that waits from now on; with a=0 it waits behind it. */
    COALESCE(Ingredient.COALESCED_CHANGES),
    /** The bulk answer ends with status number a. */
    END_ANSWER(Ingredient.BULK_STATUS),
    /** The next b bulk queries are answered with status number a. */
    FAIL_BULK(Ingredient.BULK_STATUS),
    /** A message on the stream cannot be decoded. */
    MALFORMED_ON_STREAM(Ingredient.MALFORMED_MESSAGES),
    /** A message of a bulk answer cannot be decoded. */
    MALFORMED_IN_BULK(Ingredient.MALFORMED_MESSAGES),
    /** The next binding has a damaged option. */
    DAMAGE_OPTION(Ingredient.DAMAGED_OPTIONS),
    /** The last transaction of the next binding's client is reported to be in the future. */
    ODD_TIME(Ingredient.ODD_TIMES),
    /** The server's clock is set forward by a seconds; back if a is negative. */
    STEP_CLOCK(Ingredient.CLOCK_STEPS),
    /** The next b keep-alives show a time that is a seconds fast. */
    GLITCH_CLOCK(Ingredient.CLOCK_GLITCHES),
    /** The server's clock gains a seconds per million seconds from now on. */
    DRIFT_CLOCK(Ingredient.CLOCK_DRIFT),
    /** The server can send only a little for a ms. */
    NEARLY_BLOCK(Ingredient.WAITING_CHANGES),
    /** For a ms a slot changes every b ms, more than the server can send, and then the stream breaks. */
    STORM(Ingredient.NEWEST_FIRST),
    /** The resolver returns the addresses of the name in another order. */
    ROTATE_ADDRESSES(Ingredient.TWO_SERVERS),
    /** The worker is killed; a of the records in flight are in Kafka nevertheless. The worker is back after b ms. */
    CRASH(Ingredient.CRASHES),
    /** The task is stopped in an orderly way and started after a ms. */
    RESTART_TASK(Ingredient.CRASHES),
    /** Acknowledgements take a ms from now on. */
    SLOW_ACKNOWLEDGEMENTS(Ingredient.CRASHES),
    /** For b ms the worker asks for records only every a ms. */
    SLOW_CONSUMER(Ingredient.SLOW_CONSUMER),
    /**
     * For a ms a slot changes every b ms, more than the worker takes, and then the task restarts. Once in a schedule.
     */
    OVERLOAD(Ingredient.SLOW_CONSUMER),
    /** The topic is compacted to the last record of each key, apart from the newest a records. */
    COMPACT(Ingredient.COMPACTION),
    /** The topic cannot be read back for a ms. */
    BREAK_READ_BACK(Ingredient.READ_BACK_FAILURES),
    /**
     * The task is stopped, its offsets are deleted, slot a is removed at the server, and after b ms the task starts.
     */
    RESET_OFFSETS(Ingredient.OFFSET_RESETS),
    /** The next a records of ends that the task concluded do not reach Kafka, and the worker goes on. */
    LOSE_ENDS(Ingredient.LOST_ENDS),
    /** The task is stopped and started after a ms with another topic prefix. */
    CHANGE_TOPIC(Ingredient.TOPIC_CHANGES),
    /** The wall clock of the worker is set forward by a seconds; back if a is negative. */
    STEP_WORKER_CLOCK(Ingredient.WORKER_CLOCK_STEPS),
    /** The task is stopped and started after a ms with another name for the server, and the former name is retired. */
    RENAME_SERVER(Ingredient.RENAMED_SERVERS),
    /** The task is stopped and started after a ms with the other query mode. */
    CHANGE_MODE(Ingredient.MODE_CHANGES),
    /** The task is stopped and started after a ms with a subnet excluded, or with none. */
    CHANGE_SUBNETS(Ingredient.SUBNET_CHANGES),
    /**
     * A signal: with a=0 to load everything again, with a=1 some of it, with a=2 the changes of the last b seconds,
     * with a=3 the open gap, with a=4 to retire the name that the server does not have.
     */
    SIGNAL(Ingredient.SIGNALS),

    /** No offset is stored for a ms. */
    FAIL_COMMITS(Ingredient.FAILED_COMMITS),
    /**
     * The task is stopped, its position is moved back by b seconds, and after a ms the task starts; with c=1 the new
     * offset has no other keys.
     */
    ALTER_OFFSETS(Ingredient.EDITED_OFFSETS),
    /**
     * The task starts elsewhere after b ms, and the former one goes on for a ms. The operator loads all again at the
     * end.
     */
    OUTLIVE(Ingredient.TWO_TASKS),
    /** The topic of bindings is deleted and created again. */
    DELETE_TOPIC(Ingredient.TOPIC_DELETION),
    /**
     * The same while the topic is read back: after a records, or with a=0 once its end is known. The next b attempts to
     * read it back come first.
     */
    DELETE_IN_READ_BACK(Ingredient.TOPIC_DELETION),
    /** All but the newest a records of bindings are deleted. The operator loads all again at the end. */
    DELETE_RECORDS(Ingredient.RETENTION),
    /**
     * As COMPACT, and tombstones are removed, too. In a schedule with this step the connector writes tombstones.
     */
    DROP_TOMBSTONES(Ingredient.TOMBSTONES),
    /**
     * Partition a takes no records for b ms. In a schedule with this step the topics of bindings have three partitions.
     */
    STALL_PARTITION(Ingredient.PARTITIONS),
    /** The topic gets another partition. The operator deletes it and creates it again at the end. */
    ADD_PARTITION(Ingredient.MORE_PARTITIONS),
    /** The topic of bindings is deleted, and created again after a ms. Its records wait for it. */
    REMOVE_TOPIC(Ingredient.TOPIC_ABSENCE),
    /**
     * The server restarts with its leases as they were b seconds ago; with a=1 its clock is set back, too. The operator
     * loads all again at the end.
     */
    RESTORE_BACKUP(Ingredient.BACKUPS),
    /**
     * From now on the stream reports all VPNs, and with b=1 bulk answers contain all bindings, whatever the query asks
     * for; with a=0 no more. In a schedule with this step the server has a named VPN.
     */
    REPORT_OTHERS(Ingredient.VPNS),
    /**
     * Other tasks leave a octets for tables, for b ms. The operator restarts the task at the end.
     */
    FILL_TABLES(Ingredient.FULL_TABLES),
    /** The task is stopped and started after a ms with fewer bulk queries, or with all again. */
    CHANGE_QUERIES(Ingredient.QUERY_CHANGES),
    /**
     * The task is stopped and started after a ms with another {@code snapshot.mode}: with b=0 always, or initial again;
     * with b=1 never, or no longer. The operator loads all again at the end if it was never.
     */
    CHANGE_SNAPSHOTS(Ingredient.SNAPSHOT_MODES),
    /** The task is stopped and started after a ms with {@code sweep.mode} off, or auto again. */
    CHANGE_SWEEP(Ingredient.SWEEP_CHANGES),
    /**
     * The task is stopped and started after a ms with another VPN: with b=0 the default one, with b=1 the named one,
     * with b=2 all. In a schedule with this step the server has a named VPN, and the task follows all at first.
     */
    CHANGE_VPN(Ingredient.VPNS),
    /**
     * Slot a of the neighbour's server gets client c for b seconds; with b=0 it is released. In a schedule with an
     * action of the neighbour, another connector follows another server with the same addresses, and uses the same
     * topic.
     */
    BIND_AT_NEIGHBOUR(Ingredient.NEIGHBOURS),
    /**
     * The neighbour's worker is killed; a of its records in flight are in Kafka nevertheless. It is back after b ms.
     */
    CRASH_NEIGHBOUR(Ingredient.NEIGHBOURS),
    /** Another producer has a transaction open in the topic for a ms. */
    OPEN_TRANSACTION(Ingredient.TRANSACTIONS),
    /** The transaction of another producer, with a of the oldest records once more, is aborted. */
    ABORT_TRANSACTION(Ingredient.TRANSACTIONS),
    /** From now on a consumer of the topic gets a records at a time. */
    READ_SLOWLY(Ingredient.SLOW_READ_BACK),
    /**
     * Another producer writes a record under the key of slot a, without headers; with b above 0 with a copy of the
     * headers of slot b - 1. The operator loads all again at the end.
     */
    OVERWRITE(Ingredient.FOREIGN_RECORDS),
    /** The server sends a status on its streams, as far as it is true. */
    SEND_STATUS(Ingredient.ODD_SERVERS),
    /** From now on the server sends each binding of a stream a times more. */
    SEND_AGAIN(Ingredient.ODD_SERVERS),
    /** From now on every other message shows a time that is a seconds earlier. */
    WOBBLE_CLOCK(Ingredient.ODD_SERVERS),
    /** From now on the server leaves out the time of the client's last transaction; with a=0 no more. */
    LEAVE_OUT_TRANSACTION(Ingredient.MISSING_TIMES),
    /**
     * From now on a DHCPv4 server leaves the base-time out of keep-alives, CatchUpComplete and DHCPLEASEQUERYDONE; with
     * a=0 no more.
     */
    LEAVE_OUT_BASE_TIME(Ingredient.UNDATED_STATUSES),
    /** A slot gets a lease without an end. */
    BIND_FOREVER(Ingredient.INFINITE_LEASES),
    /**
     * As BIND_AT_NEIGHBOUR. In a schedule with this or another action of its ingredient, the neighbour is the second task
     * of the connector, in the same worker: what an operator does to the connector happens to both.
     */
    BIND_AT_SECOND(Ingredient.SECOND_TASK),
    /** The tasks are stopped and started after a ms with their servers in the other order: the other task is the first. */
    SWAP_TASKS(Ingredient.SECOND_TASK),
    /** The second task is stopped and started after a ms, while the other one goes on: a rebalance. */
    MOVE_SECOND(Ingredient.SECOND_TASK),
    /**
     * As RENAME_SERVER, but the task of the former name goes on for b ms. The operator loads all again at the end, and
     * the first task ends what that task wrote.
     */
    RENAME_LATE(Ingredient.LATE_RENAMES),
    /**
     * From now on bulk answers send a message every b ms, and the connector may remember a octets of the changes
     * meanwhile.
     */
    LIMIT_ANSWERS(Ingredient.CROWDED_ANSWERS);

    private final Ingredient ingredient;

    Action(Ingredient ingredient) {
        this.ingredient = ingredient;
    }

    Ingredient ingredient() {
        return ingredient;
    }

    boolean isFault() {
        return ingredient != Ingredient.CLIENTS;
    }
}

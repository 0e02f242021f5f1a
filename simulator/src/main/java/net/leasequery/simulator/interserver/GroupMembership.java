package net.leasequery.simulator.interserver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import net.leasequery.simulator.network.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The members of the group, as one server knows them, and the two phases of a change
 * (draft-ietf-dhc-interserver-alt-00 sections 4.3, 6.5 and 6.6). The generation is in stable storage.
 */
final class GroupMembership {

    private final String server;
    private final Duration proposalTimeout;
    private final Scheduler scheduler;
    private final Random random;
    private final BiConsumer<String, GroupMessage> send;
    private final Runnable whenChanged;

    private GroupSpecifier current;
    private @Nullable Proposal accepted;
    private @Nullable Change change;
    private long changes;

    /**
     * The membership of a server.
     *
     * @param current the group as it is, with or without this server
     * @param whenChanged called after {@link #current} has changed
     */
    GroupMembership(
            String server,
            GroupSpecifier current,
            Duration proposalTimeout,
            Scheduler scheduler,
            Random random,
            BiConsumer<String, GroupMessage> send,
            Runnable whenChanged) {
        this.server = server;
        this.current = current;
        this.proposalTimeout = proposalTimeout;
        this.scheduler = scheduler;
        this.random = random;
        this.send = send;
        this.whenChanged = whenChanged;
    }

    /** The latest generation that the server knows. */
    GroupSpecifier current() {
        return current;
    }

    /** Whether the server is a member of that generation. */
    boolean isMember() {
        return current.has(server);
    }

    /** Takes a reported generation if it is later. */
    void learn(GroupSpecifier reported) {
        if (reported.isLaterThan(current)) {
            current = reported;
            accepted = null;
            whenChanged.run();
        }
    }

    /** Drops what was under way, as a crash does. */
    void forgetChanges() {
        accepted = null;
        change = null;
    }

    /** Begins to join the group; tries until it has joined. */
    void join() {
        if (!isMember()) {
            List<String> members = new ArrayList<>(current.members());
            members.add(server);
            propose(members, null);
        }
    }

    /** Begins to take a server out of the group, as an operator demands; the server may be this one. */
    void remove(String leaving) {
        if (current.has(leaving)) {
            List<String> members = new ArrayList<>(current.members());
            members.remove(leaving);
            propose(members, leaving);
        }
    }

    private void propose(List<String> members, @Nullable String leaving) {
        Set<String> asked = new HashSet<>(current.members());
        asked.remove(server);
        Change begun = new Change(changes++, current, members, leaving, asked, new HashSet<>(asked));
        change = begun;
        if (current.has(server)) {
            accepted =
                    new Proposal(server, current.next(members), scheduler.now().plus(proposalTimeout));
        }
        asked.forEach(member -> send.accept(member, new GroupMessage.Propose(current, members)));
        scheduler.after(proposalTimeout.dividedBy(2), () -> {
            if (change != null && change.number == begun.number) {
                again(begun);
            }
        });
        commitIfAgreed(begun);
    }

    /**
     * Tries again from the generation known then. The back-off (section 6.5.1 leaves it open) is longer than a proposal
     * lasts: two proposers that each hold half of the members would otherwise block each other for good.
     */
    private void again(Change failed) {
        change = null;
        accepted = null;
        Duration backoff = proposalTimeout.plusMillis(random.nextLong(proposalTimeout.toMillis()));
        scheduler.after(backoff, () -> {
            if (change != null) {
                return;
            }
            if (failed.leaving == null) {
                join();
            } else {
                remove(failed.leaving);
            }
        });
    }

    /** Handles a server's proposal to change the membership (section 7.3.4). */
    void proposed(String from, GroupMessage.Propose proposal) {
        learn(proposal.base());
        boolean busy = accepted != null && !accepted.by.equals(from) && accepted.until.isAfter(scheduler.now());
        boolean current = proposal.base().sequence() == this.current.sequence();
        if (busy || !current) {
            send.accept(from, new GroupMessage.ProposeReply(false, this.current));
            return;
        }
        accepted = new Proposal(
                from, this.current.next(proposal.members()), scheduler.now().plus(proposalTimeout));
        send.accept(from, new GroupMessage.ProposeReply(true, this.current));
    }

    /** Handles a member's answer to a proposal of this server. */
    void proposalAnswered(String from, GroupMessage.ProposeReply reply) {
        Change running = change;
        if (running == null) {
            return;
        }
        if (!reply.accepted() || reply.current().sequence() != running.base.sequence()) {
            learn(reply.current());
            again(running);
            return;
        }
        running.unanswered.remove(from);
        commitIfAgreed(running);
    }

    private void commitIfAgreed(Change running) {
        Set<String> needed = new HashSet<>(running.unanswered);
        needed.remove(running.leaving); // it may be down permanently
        if (!needed.isEmpty()) {
            return;
        }
        change = null;
        GroupSpecifier next = running.base.next(running.members);
        running.asked.forEach(member -> send.accept(member, new GroupMessage.Commit(next)));
        learn(next);
    }

    /** Makes a change of the membership that this server has agreed to. */
    void committed(String from, GroupMessage.Commit commit) {
        if (accepted != null && accepted.next.equals(commit.next())) {
            learn(commit.next());
        }
        send.accept(from, new GroupMessage.CommitReply(current));
    }

    /** A proposal that this server has agreed to, its proposer, and until when it stands. */
    private record Proposal(String by, GroupSpecifier next, Instant until) {}

    /** A change that this server tries to make. */
    private record Change(
            long number,
            GroupSpecifier base,
            List<String> members,
            @Nullable String leaving,
            Set<String> asked,
            Set<String> unanswered) {}
}

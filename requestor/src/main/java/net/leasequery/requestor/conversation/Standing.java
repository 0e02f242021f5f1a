package net.leasequery.requestor.conversation;

import net.leasequery.requestor.clock.ClockSkew;
import net.leasequery.requestor.resume.ResumePosition;
import net.leasequery.requestor.resume.ResumeState;

/**
 * What a conversation knows whatever it is doing, and takes along from connection to connection.
 *
 * @param resume where it would resume, and what is owed
 * @param skew between the server's clock and ours
 * @param fruitless connections in a row, tried or made, that brought no progress. Progress is a
 *     completed catch-up, or a binding or keep-alive after it: something after which the next
 *     connection need not ask for the same again
 */
public record Standing(ResumeState resume, ClockSkew skew, int fruitless) {

    Standing with(ResumeState newResume) {
        return new Standing(newResume, skew, fruitless);
    }

    Standing with(ClockSkew newSkew) {
        return newSkew == skew ? this : new Standing(resume, newSkew, fruitless);
    }

    Standing with(ResumePosition position, ClockSkew newSkew) {
        return new Standing(resume.withPosition(position), newSkew, fruitless);
    }

    Standing afterProgress() {
        return fruitless == 0 ? this : new Standing(resume, skew, 0);
    }

    Standing afterConnection() {
        return new Standing(resume, skew, fruitless == Integer.MAX_VALUE ? fruitless : fruitless + 1);
    }
}

package net.leasequery.benchmarks.report;

/**
 * A benchmark of one stage of the path from octets to records.
 *
 * @param method class and method, without the package
 * @param title display name
 * @param isPeer whether it benchmarks another project's code
 * @param calls calls of the method in one iteration
 * @param messages that one call reads
 */
public record Stage(String method, String title, boolean isPeer, int calls, int messages) {

    /** The pattern by which JMH finds the benchmark and no other. */
    String pattern() {
        return method.replace(".", "\\.") + "$";
    }
}

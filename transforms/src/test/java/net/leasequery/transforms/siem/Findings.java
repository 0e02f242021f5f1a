package net.leasequery.transforms.siem;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with one output. */
final class Findings {

    private final List<String> all = new ArrayList<>();

    void add(String path, String problem) {
        all.add(path + ": " + problem);
    }

    void check(boolean right, String path, String problem) {
        if (!right) {
            add(path, problem);
        }
    }

    List<String> all() {
        return all;
    }
}

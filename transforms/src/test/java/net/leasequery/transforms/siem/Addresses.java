package net.leasequery.transforms.siem;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Judges literals with the JDK's own reader. */
final class Addresses {

    private Addresses() {}

    static boolean isAddress(String text) {
        if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return false;
        }
        try {
            return InetAddress.getByName(text) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

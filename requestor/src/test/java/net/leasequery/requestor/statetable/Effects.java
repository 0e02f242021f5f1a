package net.leasequery.requestor.statetable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.internal.protocol.Effect;

/** Effects in a few words each. */
final class Effects {

    private final List<String> words = new ArrayList<>();

    static Effects of(List<?> effects) {
        Effects all = new Effects();
        effects.forEach(effect -> all.words.add(word(effect)));
        return all;
    }

    /** With what becomes of the resume state. */
    Effects with(ResumeState before, ResumeState after) {
        if (!Objects.equals(before.position(), after.position())) {
            words.add("**position moves**");
        }
        if (!Objects.equals(before.gap(), after.gap())) {
            words.add(
                    before.gap() == null
                            ? "**gap recorded**"
                            : after.gap() == null ? "**gap closed**" : "**gap changed**");
        }
        if (!Objects.equals(before.server(), after.server())) {
            words.add("**identity** " + after.server());
        }
        return this;
    }

    @Override
    public String toString() {
        return String.join("; ", words);
    }

    private static String word(Object effect) {
        if (effect instanceof Effect.Deliver deliver) {
            return delivery(deliver.delivery());
        }
        if (effect instanceof Effect.SendActiveQuery send) {
            return send.query().startTime() == null ? "send query" : "send query with query-start-time";
        }
        if (effect instanceof Effect.SendBulkQuery send) {
            Gap window = send.request().window();
            String what = window.end() == null ? " for changes" : " for the gap";
            return "send bulk query" + (window.isSnapshot() ? "" : what);
        }
        if (effect instanceof Effect.AwaitNextPoll next) {
            return "next poll in " + next.delay().toSeconds() + " s";
        }
        return spaced(effect.getClass().getSimpleName()).toLowerCase(Locale.ROOT);
    }

    private static String delivery(Delivery delivery) {
        if (delivery instanceof Delivery.OfBinding delivered) {
            return "hand over binding " + delivered.origin();
        }
        if (delivery instanceof Delivery.OfNotice news) {
            return "report " + notice(news.notice());
        }
        return delivery instanceof Delivery.OfKeepAlive ? "hand over keep-alive" : "hand over the octets";
    }

    private static String notice(Notice notice) {
        String name = notice.getClass().getSimpleName();
        return notice instanceof Notice.Disconnected end ? name + " " + end.reason() : name;
    }

    private static String spaced(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    }
}

package net.leasequery.streams.addresses;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.Binding;
import net.leasequery.Lease;
import net.leasequery.LeaseView;
import net.leasequery.streams.merge.Agreement;
import net.leasequery.streams.merge.Verdict;
import net.leasequery.streams.merge.View;
import net.leasequery.streams.records.State;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Makes the values of {@code <net>.leases}. */
final class LeaseRecords {

    /** Maps each field of a binding to the field of a lease, and marks times. */
    private static final List<CopiedField> COPIED = Binding.getClassSchema().getFields().stream()
            .map(field -> new CopiedField(
                    field.pos(), Lease.getClassSchema().getField(field.name()).pos(), isTime(field)))
            .toList();

    private LeaseRecords() {}

    private record CopiedField(int from, int to, boolean time) {}

    static GenericRecord of(GenericRecord binding, Verdict verdict, Agreement agreement, List<View> views) {
        GenericRecord lease = new GenericData.Record(Lease.getClassSchema());
        long skew = State.longOf(binding, "clockSkewMillis");
        for (CopiedField field : COPIED) {
            Object value = binding.get(field.from());
            lease.put(field.to(), value instanceof Long moment && field.time() ? (Object) (moment - skew) : value);
        }
        lease.put("state", verdict.winner().state());
        lease.put("inferred", verdict.winner().inferred());
        lease.put("authority", verdict.winner().server());
        lease.put("rule", verdict.rule().name());
        lease.put("agreement", agreement.name());
        List<GenericRecord> shown = new ArrayList<>(views.size());
        views.forEach(view -> shown.add(shown(view)));
        lease.put("views", shown);
        return lease;
    }

    private static boolean isTime(Schema.Field field) {
        return field.schema().isUnion() && field.schema().getTypes().get(1).getLogicalType() != null;
    }

    private static GenericRecord shown(View view) {
        GenericRecord shown = new GenericData.Record(LeaseView.getClassSchema());
        shown.put("server", view.server());
        shown.put("state", view.state());
        shown.put("client", view.client());
        shown.put("lastTransactionTime", view.lastTransaction());
        shown.put("leaseExpiryTime", view.expiry());
        shown.put("remote", view.remote());
        shown.put("eventId", view.eventId());
        return shown;
    }
}

package net.leasequery.streams.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.leasequery.Binding;
import net.leasequery.Relay;
import net.leasequery.streams.records.AddressKey;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Tenures for drivers that measure: ten of each client, all of one address. */
final class SampleTenures {
    static final int OF_AN_ADDRESS = 10;
    static final long START = 1_800_000_000_000L;

    private SampleTenures() {}

    static StoredTenure tenure(int number) {
        return tenure(number, address(number), "V4");
    }

    static StoredTenure tenure(int number, String address, String type) {
        long start = START + (number % OF_AN_ADDRESS) * 3_600_000L;
        GenericRecord relay = new GenericData.Record(Relay.getClassSchema());
        relay.put("giaddr", "10.0.0.1");
        relay.put("circuitId", ByteBuffer.wrap(("ge-0/0/" + number % 48).getBytes(StandardCharsets.UTF_8)));
        relay.put("remoteId", ByteBuffer.wrap(("line-" + number / 10).getBytes(StandardCharsets.UTF_8)));
        GenericRecord binding = new GenericData.Record(Binding.getClassSchema());
        binding.put("family", type.equals("V4") ? "ipv4" : "ipv6");
        binding.put("leaseType", type);
        binding.put("hardwareType", 1);
        binding.put("hardwareAddress", mac(number / 10));
        binding.put("hostname", "host-" + number / 10);
        binding.put("relay", relay);
        StoredTenure tenure = StoredTenure.begun(
                new TenureStoreKey(new AddressKey("site", null, address), start),
                binding,
                "hw:1/" + mac(number / 10),
                start + 1_800_000);
        tenure.put("startNotBefore", start - 2_000);
        tenure.put("end", start + 3_500_000);
        tenure.put("endReason", "RELEASED");
        tenure.put("endNotAfter", start + 3_502_000);
        tenure.addCertain(start + 2_000, start + 1_798_000);
        tenure.addTo("servers", "east");
        tenure.addTo("observedBy", "east");
        return tenure;
    }

    static String address(int number) {
        int address = number / OF_AN_ADDRESS;
        return "10." + (address >> 16 & 0xff) + "." + (address >> 8 & 0xff) + "." + (address & 0xff);
    }

    static String mac(int client) {
        return String.format(
                "02:00:%02x:%02x:%02x:%02x",
                client >> 24 & 0xff, client >> 16 & 0xff, client >> 8 & 0xff, client & 0xff);
    }
}

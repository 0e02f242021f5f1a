package net.leasequery.connect.config;

import java.util.Map;
import net.leasequery.requestor.SettingNames;
import net.leasequery.requestor.SettingNames.Setting;

/** Maps the requestor settings named in its texts to the keys by which an operator of the connector knows them. */
final class RequestorSettingNames {

    static final SettingNames KEYS = SettingNames.of(Map.of(
            Setting.BULK_QUERIES, Keys.BULK_QUERY_TYPES,
            Setting.SNAPSHOT_MODE, Keys.SNAPSHOT_MODE,
            Setting.QUERY_MODE, Keys.QUERY_MODE,
            Setting.RECEIVE_TIMEOUT, Keys.RECEIVE_TIMEOUT,
            Setting.MALFORMED_MESSAGES, Keys.MALFORMED_POLICY,
            Setting.MAX_TABLE_OCTETS, Keys.TABLE_BYTES,
            Setting.SERVER_IDENTITY, Keys.SERVER_IDENTITIES,
            Setting.SERVER_NAME, "name in " + Keys.SERVERS,
            Setting.TLS_KEYS, "ssl.keystore.*"));

    private RequestorSettingNames() {}
}

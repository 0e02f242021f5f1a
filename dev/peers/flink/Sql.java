import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/** Runs the statements of a file, each ended by a semicolon at a line's end, in a Flink of this process. */
class Sql {
    public static void main(String[] arguments) throws Exception {
        TableEnvironment flink = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        for (String statement : Files.readString(Path.of(arguments[0])).split(";\\s*(\\R|$)")) {
            if (!statement.isBlank()) {
                flink.executeSql(statement).print();
            }
        }
    }
}

# Runs a class of the streams module. Sourced by commands that have set home.

run_lookup() {
  local module=$home/streams
  if [[ ! -d $module/target/classes || ! -d $module/target/lib ]]; then
    echo "This command is not built yet. Build it with: ./mvnw package -DskipTests -pl streams -am" >&2
    exit 3
  fi
  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m \
    -Dlogback.configurationFile=net/leasequery/streams/app/logback.xml \
    -cp "$module/target/classes:$module/target/lib/*" "$@"
}

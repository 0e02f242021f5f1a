# Builds what is missing or older than its sources, then runs a command of the quickstart module.
# To be sourced: launch MAIN_CLASS ARGUMENT...
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

up_to_date() {
  local built
  built=$(ls -t quickstart/target/quickstart-*.jar 2>/dev/null | head -n 1)
  [[ -n $built ]] && compgen -G 'connector/target/kafka-connect-leasequery-*.zip' >/dev/null &&
    [[ -z $(find pom.xml ./*/pom.xml ./*/src/main quickstart/runtime/*/pom.xml -newer "$built" -print -quit) ]]
}

build() {
  if ! (cd "$home" && up_to_date); then
    echo "Building; the first time, some hundred megabytes come from Maven Central."
    log=$home/target/quickstart-build.log
    mkdir -p "$home/target"
    if ! (cd "$home" && ./mvnw -B -ntp -T 1C -Dmaven.test.skip=true -Dspotless.check.skip=true package \
      -pl quickstart -am 2>&1) |
      tee "$log" | grep --line-buffered -o 'Building .*\[[0-9/]*\]'; then
      tail -n 40 "$log" >&2
      echo "The build failed; all of its output: $log" >&2
      exit 3
    fi
  fi
}

launch() {
  local main=$1 terminal=false
  shift
  build
  [[ -t 1 ]] && terminal=true
  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m \
    "-Dleasequery.home=$home" "-Dleasequery.log=$home/quickstart/target/quickstart.log" \
    "-Dleasequery.terminal=$terminal" -cp "$home/quickstart/target/classes:$home/quickstart/target/lib/*" \
    "net.leasequery.quickstart.cli.$main" "$@"
}

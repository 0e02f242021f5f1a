# Builds what is missing or was built from other sources, then runs a command of the quickstart module.
# To be sourced: launch MAIN_CLASS ARGUMENT...
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Checksums, not times: a copied folder or a touched file needs no build.
checksum_of_sources() {
  find pom.xml ./*/pom.xml ./*/src/main quickstart/runtime/*/pom.xml -type f -print0 |
    LC_ALL=C sort -z | xargs -0 cksum | cksum
}

checksum_of_outputs() {
  cksum quickstart/target/quickstart-*.jar connector/target/leasequery-kafka-connect-leasequery-*.zip 2>/dev/null
}

build_stamp() {
  checksum_of_sources
  checksum_of_outputs
}

is_built() {
  local built
  built=$(ls -t quickstart/target/quickstart-*.jar 2>/dev/null | head -n 1)
  [[ -n $built && -d quickstart/target/lib ]] &&
    compgen -G 'connector/target/leasequery-kafka-connect-leasequery-*.zip' >/dev/null &&
    compgen -G 'quickstart/runtime/registry/target/app/*.jar' >/dev/null || return 1
  # Also up to date after a build by Maven, which leaves no stamp.
  [[ $(build_stamp) == "$(cat quickstart/target/build-stamp 2>/dev/null)" ]] ||
    [[ -z $(find pom.xml ./*/pom.xml ./*/src/main quickstart/runtime/*/pom.xml -newer "$built" -print -quit) ]]
}

build() {
  cd "$home"
  if ! is_built; then
    echo "Building. The first build downloads some hundred megabytes from Maven Central."
    log=$home/target/quickstart-build.log
    mkdir -p "$home/target"
    if ! ./mvnw -B -ntp -T 1C -Dmaven.test.skip=true -Dspotless.check.skip=true package \
      -pl quickstart -am 2>&1 |
      tee "$log" | grep --line-buffered -o 'Building .*\[[0-9/]*\]'; then
      tail -n 40 "$log" >&2
      echo "The build failed. Its whole output: $log" >&2
      exit 3
    fi
    build_stamp >quickstart/target/build-stamp
  fi
}

launch() {
  local main=$1 terminal=false columns=80 word
  shift
  for word; do
    if [[ $word == -h || $word == --help ]]; then
      cat "$home/quickstart/src/main/help/$main.txt"
      exit 0
    fi
  done
  (build)
  [[ -t 1 ]] && terminal=true && columns=$(tput cols 2>/dev/null || echo 80)
  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m \
    "-Dleasequery.home=$home" "-Dleasequery.log=$home/quickstart/target/quickstart.log" \
    "-Dleasequery.terminal=$terminal" "-Dleasequery.columns=$columns" \
    -cp "$home/quickstart/target/classes:$home/quickstart/target/lib/*" \
    "net.leasequery.quickstart.cli.$main" "$@"
}

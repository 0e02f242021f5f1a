# Builds a module if it is missing or was built from other sources, then runs a command of that module.
# To be sourced: launch MODULE MAIN_CLASS ARGUMENT...
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Checksums, not times: a copied folder or a touched file needs no build.
checksum_of_sources() {
  find pom.xml ./*/pom.xml ./*/src/main quickstart/runtime/*/pom.xml -type f -print0 |
    LC_ALL=C sort -z | xargs -0 cksum | cksum
}

checksum_of_outputs() {
  cksum "$1"/target/*.jar connector/target/leasequery-kafka-connect-leasequery-*.zip 2>/dev/null
}

build_stamp() {
  checksum_of_sources
  checksum_of_outputs "$1"
}

is_built() {
  local module=$1 built
  built=$(ls -t "$module"/target/*.jar 2>/dev/null | head -n 1)
  [[ -n $built && -d $module/target/lib ]] &&
    compgen -G 'connector/target/leasequery-kafka-connect-leasequery-*.zip' >/dev/null &&
    compgen -G 'quickstart/runtime/registry/target/app/*.jar' >/dev/null || return 1
  # Also up to date after a build by Maven, which leaves no stamp.
  [[ $(build_stamp "$module") == "$(cat "$module/target/build-stamp" 2>/dev/null)" ]] ||
    [[ -z $(find pom.xml ./*/pom.xml ./*/src/main quickstart/runtime/*/pom.xml -newer "$built" -print -quit) ]]
}

build() {
  local module=$1 log=$home/target/$1-build.log
  cd "$home"
  if ! is_built "$module"; then
    echo "Building. The first build downloads some hundred megabytes from Maven Central." >&2
    mkdir -p "$home/target"
    if ! ./mvnw -B -ntp -T 1C -Dmaven.test.skip=true -Dspotless.check.skip=true -Dcompiler.checks=-Xlint:-options package \
      -pl "$module" -am 2>&1 |
      tee "$log" | grep --line-buffered -o 'Building .*\[[0-9/]*\]' >&2; then
      tail -n 40 "$log" >&2
      echo "The build failed. Its whole output: $log" >&2
      exit 3
    fi
    build_stamp "$module" >"$module/target/build-stamp"
  fi
}

launch() {
  local module=$1 main=$2 terminal=false columns=80 word
  local help=$home/$module/src/main/help/${main##*.}.txt
  shift 2
  # The help of a subcommand is not in a file.
  if [[ -f $help && ${1:-} != [a-z]* ]]; then
    for word; do
      if [[ $word == -h || $word == --help ]]; then
        cat "$help"
        exit 0
      fi
    done
  fi
  (build "$module")
  [[ -t 1 ]] && terminal=true && columns=$(tput cols 2>/dev/null || echo 80)
  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m \
    "-Dleasequery.home=$home" "-Dleasequery.log=$home/$module/target/${main##*.}.log" \
    -Dlogback.configurationFile=net/leasequery/quickstart/cli/logback.xml \
    "-Dleasequery.terminal=$terminal" "-Dleasequery.columns=$columns" \
    -cp "$home/$module/target/classes:$home/$module/target/lib/*" \
    "$main" "$@"
}

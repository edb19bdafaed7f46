# Sourced by the other scripts: makes sure that there is a JDK 17 (or later) and Maven.

# Prints the major version of javac, or 0 if there is none.
weft_jdk_version() {
  local javac=javac
  [ -z "${JAVA_HOME:-}" ] || javac=$JAVA_HOME/bin/javac
  { "$javac" -version 2>/dev/null || true; } | sed -n 's/^javac \([0-9]*\).*/\1/p' | grep . || echo 0
}

# Installs what is missing where we may; else says exactly what to install.
weft_require_toolchain() {
  local missing=()
  [ "$(weft_jdk_version)" -ge 17 ] || missing+=(openjdk-17-jdk-headless)
  command -v mvn >/dev/null || missing+=(maven)
  [ ${#missing[@]} -gt 0 ] || return 0
  local as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  if ! command -v apt-get >/dev/null || ! "${as_root[@]}" true 2>/dev/null; then
    echo "Weft needs a JDK 17 or later (javac on the PATH or below JAVA_HOME) and Maven 3.8 or later." >&2
    echo "On Debian or Ubuntu: sudo apt-get install ${missing[*]}" >&2
    exit 1
  fi
  echo "Installing ${missing[*]} ..." >&2
  "${as_root[@]}" apt-get update -q >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
  if [ "$(weft_jdk_version)" -lt 17 ]; then
    JAVA_HOME=$(dirname "$(dirname "$(readlink -f /usr/lib/jvm/java-17-openjdk-*/bin/javac)")")
    export JAVA_HOME PATH="$JAVA_HOME/bin:$PATH"
  fi
}

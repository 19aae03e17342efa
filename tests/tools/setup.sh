#!/usr/bin/env bash
# Installs the other people's tools that tests of archives and exports ask for a second opinion, those
# that open reports in a browser, and a registry of artifacts, into target/tools. Without network, python3,
# node or apt nothing is installed and those tests say that they are skipped.
set -uo pipefail
cd "$(dirname "$0")/../.."
tools=target/tools

# name, then pinned packages. pywb pins libraries the others do not get along with.
install() {
    local dir="$tools/$1" stamp
    shift
    stamp="$*"
    if [ "$(cat "$dir/.installed" 2>/dev/null)" = "$stamp" ]; then
        return 0
    fi
    rm -rf "$dir"
    python3 -m venv "$dir" &&
        "$dir/bin/python3" -m pip install --quiet --disable-pip-version-check "$@" &&
        echo "$stamp" > "$dir/.installed"
}

# Pinned packages of Node; the browser is the system's own.
install_node() {
    local dir="$tools/node" stamp="$*"
    if [ "$(cat "$dir/.installed" 2>/dev/null)" = "$stamp" ]; then
        return 0
    fi
    rm -rf "$dir"
    mkdir -p "$dir"
    echo '{"private":true}' > "$dir/package.json"
    npm install --prefix "$dir" --silent --no-audit --no-fund "$@" > /dev/null &&
        echo "$stamp" > "$dir/.installed"
}

# What the SDKs of JavaScript and Python pin, where `bluebook probe build` looks for it: with the pinning file
# beside it as it was.
sdk="$PWD/probe-sdk"
install_qjs() {
    local dir="$tools/componentize-qjs" pinned="$sdk/js/componentizer"
    if cmp -s "$pinned/package-lock.json" "$dir/.installed"; then
        return 0
    fi
    rm -rf "$dir"
    mkdir -p "$dir"
    cp "$pinned/package.json" "$pinned/package-lock.json" "$dir"
    npm ci --prefix "$dir" --ignore-scripts --silent --no-audit --no-fund > /dev/null &&
        cp "$pinned/package-lock.json" "$dir/.installed"
}

install_componentize_py() {
    local dir="$tools/componentize-py" pinned="$sdk/python/componentizer/requirements.txt"
    if cmp -s "$pinned" "$dir/.installed"; then
        return 0
    fi
    rm -rf "$dir"
    python3 -m venv "$dir" &&
        "$dir/bin/python3" -m pip install --quiet --disable-pip-version-check --only-binary :all: \
            --requirement "$pinned" &&
        cp "$pinned" "$dir/.installed"
}

# A package of Debian, unpacked here: that needs no rights, and installs and starts nothing.
unpack_deb() {
    local dir="$tools/$1" package="$2"
    if [ -f "$dir/.installed" ]; then
        return 0
    fi
    rm -rf "$dir"
    mkdir -p "$dir"
    (cd "$dir" && apt-get download -qq "$package" 2> /dev/null && dpkg -x "$package"_*.deb . &&
        rm -f "$package"_*.deb && touch .installed)
}

mkdir -p "$tools"
if ! command -v docker-registry > /dev/null; then
    unpack_deb registry docker-registry ||
        echo "tools: docker-registry could not be had; the tests of registries will be skipped" >&2
fi
if command -v npm > /dev/null; then
    install_node 'playwright-core@1.65.1' 'axe-core@4.14.1' 'echarts@6.1.0' ||
        echo "tools: playwright-core, axe-core, echarts could not be installed" >&2
    install_qjs || echo "tools: componentize-qjs could not be installed" >&2
else
    echo "tools: no npm; the tests of reports in a browser and of probes in JavaScript will be skipped" >&2
fi
if ! command -v python3 > /dev/null; then
    echo "tools: no python3; tests that want other tools will be skipped" >&2
    exit 0
fi
install check 'warcio==1.8.1' 'FastWARC==2.0.1' 'cdxj-indexer==1.5.0' 'wacz==0.6.0' ||
    echo "tools: warcio, FastWARC, cdxj-indexer, wacz could not be installed" >&2
install pywb 'pywb==2.10.0' 'setuptools<81' ||
    echo "tools: pywb could not be installed" >&2
install_componentize_py || echo "tools: componentize-py could not be installed" >&2
install data 'pandas==2.3.3' 'pyarrow==22.0.0' 'polars==1.35.2' ||
    echo "tools: pandas, pyarrow, polars could not be installed" >&2
exit 0

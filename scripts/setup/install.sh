#!/usr/bin/env bash
# Makes a scratch org with the app, the sample programs and the permissions in it.
#
#   scripts/setup/install.sh [--from STEP] [--tests CLASS,CLASS] [ALIAS]      (default alias: sadakat)
#
# Steps: 1 create the scratch org, 2 build, 3 deploy, 4 assign permissions, 5 load the samples, 6 run the Apex tests.
# --from 2 takes an org that the sf CLI is logged in to as ALIAS; a later step goes on where an earlier run ended.
# --tests runs these test classes instead of all.
# Step 1 needs a Dev Hub: npx sf org login web --set-default-dev-hub
set -euo pipefail
cd "$(dirname "$0")/../.."

usage() { sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; }
fail() { echo "$1" >&2; exit 1; }
misuse() { echo "$1" >&2; usage >&2; exit 2; }

from=1
alias=""
tests=""
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help) usage; exit 0 ;;
    --from)
      [[ "${2:-}" =~ ^[1-6]$ ]] || misuse "--from takes a step, 1 to 6"
      from="$2"
      shift 2
      ;;
    --tests)
      [[ "${2:-}" =~ ^[A-Za-z0-9_]+(,[A-Za-z0-9_]+)*$ ]] || misuse "--tests takes names of classes, with commas between them"
      tests="$2"
      shift 2
      ;;
    -*) misuse "There is no option $1" ;;
    *)
      [ -z "${alias}" ] || misuse "One alias is enough: ${alias}, $1"
      alias="$1"
      shift
      ;;
  esac
done
alias="${alias:-sadakat}"

check_tools() {
  local version
  command -v node >/dev/null || fail "Node.js is missing. Install version 24 from https://nodejs.org."
  version="$(node --version)"
  node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 20) ? 0 : 1)' ||
    fail "Node.js ${version} is too old: 20.20 or later is needed, 24 is best."
  [ -x node_modules/.bin/sf ] ||
    fail "The packages are not installed, or only those for looking. Run: npm ci"
}

check_org() {
  if [ "${from}" -gt 1 ]; then
    sf org display --target-org "${alias}" --json >/dev/null 2>&1 ||
      fail "The sf CLI is not logged in to an org '${alias}'. Run: npx sf org login web --alias ${alias}"
  else
    local hub
    hub="$(sf config get target-dev-hub --json | node -e 'let text = ""; process.stdin.on("data", (part) => (text += part)).on("end", () => console.log(JSON.parse(text).result[0]?.value ?? ""))')"
    [ -n "${hub}" ] ||
      fail "There is no default Dev Hub. Run: npx sf org login web --set-default-dev-hub
(a Developer Edition org becomes one in Setup, under Dev Hub). With an org of your own instead: $0 --from 2 ALIAS"
  fi
}

# The commands of the packages, the sf CLI among them, before any other.
PATH="$PWD/node_modules/.bin:$PATH"
check_tools
check_org

step() { [ "$1" -ge "${from}" ] && echo "$1/6 $2"; }

if step 1 "Creating scratch org ${alias}"; then
  sf org create scratch --definition-file config/project-scratch-def.json --alias "${alias}" --set-default --duration-days 30
fi
if step 2 "Building the components"; then npm run --silent build; fi
if step 3 "Deploying the app, then its translations"; then
  [ -d dist/force-app ] || fail "There is nothing to deploy in dist/. Run: $0 --from 2 ${alias}"
  sf project deploy start --source-dir dist/force-app --target-org "${alias}"
  sf project deploy start --source-dir dist/languages --target-org "${alias}"
  sf project deploy start --source-dir dist/translations --target-org "${alias}" ||
    echo "The app goes on in English: add Turkish and Polish in Setup, Translation Settings, then run: $0 --from 3 ${alias}"
fi
if step 4 "Assigning permissions"; then
  sf org assign permset --name Loyalty_Administrator --target-org "${alias}"
fi
if step 5 "Loading the sample programs"; then
  sf project deploy start --source-dir config/sample/sales --target-org "${alias}"
  node scripts/launch.js setup/load-samples "${alias}"
fi
if step 6 "Running the Apex tests"; then
  if [ -n "${tests}" ]; then chosen=(--test-level RunSpecifiedTests --class-names "${tests}"); else chosen=(--test-level RunLocalTests); fi
  sf apex run test "${chosen[@]}" --wait 30 --result-format human --target-org "${alias}"
fi

echo "Done. Open it with: npx sf org open --target-org ${alias}"

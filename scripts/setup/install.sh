#!/usr/bin/env bash
# Makes a scratch org with the app, the sample programs and the permissions in it. Run from anywhere in the project:
#   scripts/setup/install.sh [ALIAS]     (default: sadakat)
# Needs a Dev Hub that the sf CLI is logged in to.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly alias="${1:-sadakat}"
sf() { npx --no-install sf "$@"; }

echo "1/6 Creating scratch org ${alias}"
sf org create scratch --definition-file config/project-scratch-def.json --alias "${alias}" --set-default --duration-days 30

echo "2/6 Building the components"
npm run --silent build

echo "3/6 Deploying the app, then its translations"
sf project deploy start --source-dir dist/force-app --target-org "${alias}"
sf project deploy start --source-dir dist/translations --target-org "${alias}"

echo "4/6 Assigning permissions"
sf org assign permset --name Loyalty_Administrator --target-org "${alias}"

echo "5/6 Loading the sample programs"
PATH="$PWD/node_modules/.bin:$PATH" npx --no-install tsx scripts/setup/load-samples.ts "${alias}"

echo "6/6 Running the Apex tests"
sf apex run test --test-level RunLocalTests --wait 20 --result-format human --target-org "${alias}"

echo "Done. Open it with: npx sf org open --target-org ${alias}"

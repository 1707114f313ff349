/**
 * Loads the sample programs, and the members of the Partner Club with what they did up to today, into an org:
 *   node scripts/launch.js setup/load-samples [ALIAS]
 * Without an alias the org is named by SF_INSTANCE_URL and SF_ACCESS_TOKEN. Running it twice changes nothing.
 */
import { connect } from "../sync/org/connection.ts";
import { loadPartnerClub, loadPrograms } from "../start/sample-programs.ts";

const alias = process.argv[2];
try {
  const connection = await connect(alias === undefined ? {} : { alias });
  await loadPrograms(connection);
  await loadPartnerClub(connection);
  console.log("The sample programs are loaded.");
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

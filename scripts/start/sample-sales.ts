import type { Connection } from "jsforce";
import { assignPermissionSet } from "./assign-permissions.ts";
import { StartFailure } from "./step.ts";

/** Its metadata is in config/sample/sales. */
const MAPPING = "Partner_Club_Opportunity";
const PERMISSION_SET = "Partner_Club_Sales";
const DAY = 86_400_000;

/**
 * Wins an opportunity with a customer, which earns by the sample's mapping, and leaves a larger one open: its page says what it would
 * earn. Without the mapping nothing is sold.
 * @param accountErpNumber of a customer who is a member
 * @throws StartFailure where the org refuses an opportunity
 */
export async function sellInSalesforce(connection: Connection, accountErpNumber: string): Promise<void> {
  if (!(await hasMapping(connection))) return;
  await assignPermissionSet(connection, PERMISSION_SET);
  const account = await connection.sobject("Account").findOne({ ErpCustomerNumber__c: accountErpNumber }, ["Id"]);
  const opportunity = (Name: string, StageName: string, Amount: number, inDays: number): Record<string, unknown> => ({
    AccountId: account?.Id,
    Name,
    StageName,
    Amount,
    CloseDate: new Date(Date.now() + inDays * DAY).toISOString().slice(0, 10)
  });
  const saved = await connection
    .sobject("Opportunity")
    .create([
      opportunity("Beans for the new branch", "Closed Won", 640, -3),
      opportunity("Machines for the new branch", "Prospecting", 2400, 25)
    ]);
  for (const { success, errors } of saved) if (!success) throw new StartFailure(JSON.stringify(errors));
}

async function hasMapping(connection: Connection): Promise<boolean> {
  const found = await connection.query(
    `SELECT Id FROM LoyaltyDocumentMapping__mdt WHERE DeveloperName = '${MAPPING}' AND Active__c = TRUE`
  );
  return found.totalSize > 0;
}

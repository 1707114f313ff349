import type { Connection } from "jsforce";
import { StartFailure } from "./step.ts";

/** What `sf org assign permset` does: the app's permissions are nobody's until they are assigned. */
export async function assignPermissionSet(connection: Connection, name: string): Promise<void> {
  const { user_id: user } = await connection.identity();
  const permissionSet = await connection.sobject("PermissionSet").findOne({ Name: name }, ["Id"]);
  if (!permissionSet?.Id) throw new StartFailure(`The org has no permission set ${name}`);
  const assignment = { PermissionSetId: permissionSet.Id, AssigneeId: user };
  if (await connection.sobject("PermissionSetAssignment").findOne(assignment, ["Id"])) return;
  await connection.sobject("PermissionSetAssignment").create(assignment);
}

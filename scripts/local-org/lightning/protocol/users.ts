/** What the server tells the pages of users: types alone, for both. */

/** Somebody whose pages an administrator can open. */
export interface OtherUser {
  readonly username: string;
  readonly name: string;
  readonly profile: string;
  /** Labels of the permission sets, by which roles are told apart. */
  readonly permissionSets: readonly string[];
}

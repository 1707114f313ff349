/** Who a transaction runs as. */
export interface RunningUser {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly email: string;
  readonly profileId: string;
  readonly profileName: string;
  /** IANA name, e.g. `Europe/Istanbul`. */
  readonly timeZone: string;
  /** e.g. `en_US`. */
  readonly locale: string;
  readonly language: string;
  readonly roleId: string | null;
  readonly userType: string;
}

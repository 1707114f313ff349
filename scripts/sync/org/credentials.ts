/** The org cannot be reached or does not let us in; the message says what to do. */
export class ConnectionError extends Error {}

export interface Credentials {
  readonly instanceUrl: string;
  readonly accessToken: string;
}

export function fromEnvironment(environment: NodeJS.ProcessEnv): Credentials {
  const { SF_INSTANCE_URL: instanceUrl, SF_ACCESS_TOKEN: accessToken } = environment;
  if (!instanceUrl || !accessToken) {
    throw new ConnectionError("No org given: use --target-org ALIAS, or set both SF_INSTANCE_URL and SF_ACCESS_TOKEN");
  }
  return { instanceUrl, accessToken };
}

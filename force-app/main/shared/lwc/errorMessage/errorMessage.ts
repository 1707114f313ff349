interface ErrorBody {
  readonly message?: string;
}

interface PlatformError {
  readonly body?: ErrorBody | readonly ErrorBody[];
  readonly message?: string;
  readonly statusText?: string;
}

/** The sentence for the user in whatever a wire, an Apex call or JavaScript raised. */
export function errorMessage(error: unknown): string {
  const { body, message, statusText } = (error ?? {}) as PlatformError;
  const bodies: readonly ErrorBody[] = Array.isArray(body)
    ? (body as readonly ErrorBody[])
    : body
      ? [body as ErrorBody]
      : [];
  const told = bodies.flatMap((one) => one.message ?? []);
  return told.length > 0 ? told.join(" ") : (message ?? statusText ?? String(error));
}

import noAccessLabel from "@salesforce/label/c.LoyaltyErrorNoAccess";

interface ErrorBody {
  readonly message?: string;
}

interface PlatformError {
  readonly body?: ErrorBody | readonly ErrorBody[];
  readonly message?: string;
  readonly statusText?: string;
}

/** In any language the platform's refusal names the class, which tells nothing to somebody without a permission set. */
const CLASS_REFUSED = /\b\w+Controller\b/;

/** The sentence for the user in whatever a wire, an Apex call or JavaScript raised. */
export function errorMessage(error: unknown): string {
  const { body, message, statusText } = (error ?? {}) as PlatformError;
  const bodies: readonly ErrorBody[] = Array.isArray(body)
    ? (body as readonly ErrorBody[])
    : body
      ? [body as ErrorBody]
      : [];
  const told = bodies.flatMap((one) => one.message ?? []);
  const sentence = told.length > 0 ? told.join(" ") : (message ?? statusText ?? String(error));
  return CLASS_REFUSED.test(sentence) ? noAccessLabel : sentence;
}

/** Whether the user lacks a permission set, so that there is nothing to do for them here. */
export function isNoAccess(error: unknown): boolean {
  return errorMessage(error) === noAccessLabel;
}

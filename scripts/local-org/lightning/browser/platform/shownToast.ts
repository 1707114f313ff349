import Toast from "lightning/toast";
import type { LightningElement } from "lwc";

/** What `lightning/platformShowToastEvent` and `lightning/toast` send up. */
export type ToastEvent = CustomEvent<{
  toast?: unknown;
  title?: string;
  message: string;
  variant?: string;
  mode?: string;
  messageData?: unknown;
}>;

/** Shows what a component says; `lightning/toast` shows itself. */
export function showToast(event: ToastEvent, host: LightningElement): void {
  if (event.detail.toast) return;
  event.stopPropagation();
  const { title, message, variant, mode } = event.detail;
  void Toast.show(
    {
      label: title ?? message,
      ...(title ? { message } : {}),
      variant: variant ?? "info",
      mode: mode === "sticky" ? "sticky" : "dismissible"
    } as never,
    host
  );
}

interface ToastOptions {
  readonly title?: string;
  readonly message: string;
  readonly messageData?: readonly (string | { url: string; label: string })[];
  readonly variant?: "info" | "success" | "warning" | "error";
  readonly mode?: "dismissible" | "pester" | "sticky";
}

/** "lightning/platformShowToastEvent": the page's shell shows it. */
export class ShowToastEvent extends CustomEvent<ToastOptions> {
  constructor(options: ToastOptions) {
    super("lightning__showtoast", { bubbles: true, composed: true, cancelable: true, detail: options });
  }
}

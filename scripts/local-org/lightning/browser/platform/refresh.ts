/** "lightning/refresh": a component asks its container to bring the view up to date. */
export class RefreshEvent extends CustomEvent<undefined> {
  constructor() {
    super("lightning__refresh", { bubbles: true, composed: true, cancelable: true });
  }
}

const handlers = new Map<string, () => Promise<unknown>>();
let count = 0;

export function registerRefreshHandler(_context: unknown, handler: () => Promise<unknown>): string {
  const id = `refresh${++count}`;
  handlers.set(id, handler);
  return id;
}

export function unregisterRefreshHandler(id: string): void {
  handlers.delete(id);
}

/** The page's shell calls it when a component asks. */
export function refreshAll(): Promise<unknown> {
  document.dispatchEvent(new CustomEvent("local:recordchange"));
  return Promise.all([...handlers.values()].map((handler) => handler()));
}

/** "lightning/messageService": messages between the components of one page. */
interface Channel {
  readonly channel: string;
}

type Listener = (message: unknown) => void;
const subscribers = new Map<string, Set<Listener>>();

export const APPLICATION_SCOPE = Symbol("application");

export class MessageContext {
  constructor(callback: (context: object) => void) {
    callback({});
  }
  connect(): void {}
  update(): void {}
  disconnect(): void {}
}

export const createMessageContext = (): object => ({});
export const releaseMessageContext = (): void => undefined;

export function subscribe(_context: object, { channel }: Channel, listener: Listener): object {
  const listeners = subscribers.get(channel) ?? new Set();
  subscribers.set(channel, listeners.add(listener));
  return { channel, listener };
}

export function unsubscribe(subscription: { channel: string; listener: Listener } | null): void {
  if (subscription) subscribers.get(subscription.channel)?.delete(subscription.listener);
}

export function publish(_context: object, { channel }: Channel, message: unknown): void {
  for (const listener of subscribers.get(channel) ?? []) listener(message);
}

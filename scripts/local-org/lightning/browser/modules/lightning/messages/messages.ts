import { LightningElement } from "lwc";
import { joinForm } from "local/formProtocol";

/** `lightning-messages`: what is wrong with the record as a whole. */
export default class Messages extends LightningElement {
  messages: readonly { readonly key: string; readonly text: string }[] = [];
  private leave: (() => void) | undefined;

  override connectedCallback(): void {
    this.leave = joinForm(this, {
      fieldName: undefined,
      show: () => undefined,
      showErrors: (texts) => {
        this.messages = texts.map((text, index) => ({ key: `message-${index}`, text }));
      }
    });
  }

  override disconnectedCallback(): void {
    this.leave?.();
  }

  get hasMessages(): boolean {
    return this.messages.length > 0;
  }
}

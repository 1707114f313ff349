import { api, LightningElement } from "lwc";
import Toast from "lightning/toast";
import { components } from "local:components";
import { filled, words } from "local/words";

type ComponentConstructor = typeof LightningElement;

interface HeadlessAction extends HTMLElement {
  invoke?(): unknown;
}

/**
 * Runs a quick action that has no screen ("Lightning Web Components Developer Guide: Create a Headless Quick Action"): its
 * component is on the page without being seen, and its method `invoke` is called.
 */
export default class ActionRunner extends LightningElement {
  @api recordId = "";
  @api objectName = "";
  componentClass: ComponentConstructor | undefined;
  private waiting = false;

  get properties(): Readonly<Record<string, unknown>> {
    return { recordId: this.recordId, objectApiName: this.objectName };
  }

  @api
  async run(name: string): Promise<void> {
    const load = components[name];
    if (!load) return this.tell(filled(words.missingComponent, name));
    this.componentClass = undefined;
    await Promise.resolve();
    try {
      const loaded = (await load()).default;
      this.waiting = true;
      this.componentClass = loaded;
    } catch (error) {
      this.tell(filled(words.brokenComponent, name, (error as Error).message));
    }
  }

  override renderedCallback(): void {
    const action = this.refs?.["action"] as HeadlessAction | undefined;
    if (!action || !this.waiting) return;
    this.waiting = false;
    void action.invoke?.();
  }

  private tell(label: string): void {
    void Toast.show({ label, variant: "error", mode: "sticky" }, this);
  }
}

import { api, LightningElement } from "lwc";
import { components } from "local:components";
import { filled, words } from "local/words";

type ComponentConstructor = typeof LightningElement;

/** Shows a component of the project by name, and says so where it cannot be loaded. */
export default class Component extends LightningElement {
  words = words;
  @api name = "";
  /** Its public properties: from the page, and the record that the page is about. */
  @api properties: Readonly<Record<string, unknown>> = {};
  loaded: ComponentConstructor | undefined;
  problem = "";

  get componentClass(): ComponentConstructor | undefined {
    return this.loaded;
  }

  override connectedCallback(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    const load = components[this.name];
    if (!load) {
      this.problem = filled(words.missingComponent, this.name);
      return;
    }
    try {
      this.loaded = (await load()).default;
    } catch (error) {
      this.problem = filled(words.brokenComponent, this.name, (error as Error).message);
    }
  }

  override errorCallback(error: Error): void {
    this.loaded = undefined;
    this.problem = filled(words.brokenComponent, this.name, error.message);
    console.error(error);
  }
}

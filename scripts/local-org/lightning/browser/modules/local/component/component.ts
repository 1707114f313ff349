import { api, LightningElement } from "lwc";
import { components } from "local:components";

type ComponentConstructor = typeof LightningElement;

/** Shows a component of the project by name, and says so where it cannot be loaded. */
export default class Component extends LightningElement {
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
      this.problem = `There is no component ${this.name}`;
      return;
    }
    try {
      this.loaded = (await load()).default;
    } catch (error) {
      this.problem = `${this.name} cannot be loaded: ${(error as Error).message}`;
    }
  }

  override errorCallback(error: Error): void {
    this.loaded = undefined;
    this.problem = `${this.name}: ${error.message}`;
    console.error(error);
  }
}

import { api, LightningElement } from "lwc";

/** A part of the dashboard: its title, how its figures are made, and its content once there is some. */
export default class FigureSection extends LightningElement {
  @api heading = "";
  /** How the figures are made; nothing where the title says enough. */
  @api formula = "";
  @api error: unknown;
  @api loading = false;
  @api empty = false;
  @api emptyText = "";
}

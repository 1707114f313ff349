import { refused } from "../../definition/arguments.ts";
import { defineClass } from "../../definition/define.ts";

/** No page documents the class; the controllers that an org gets with Experience Cloud call it. */
export const auraClass = defineClass({
  name: "Aura",
  documentation: "The platform's own class LightningLoginFormController",
  members: { "static void redirect(Object page)": refused("Aura.redirect", "it runs no Aura components") }
});

import { ApexList } from "../../runtime/collections.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { libraryType } from "../../runtime/runtime-type.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition, type PropertyImplementation } from "../definition/define.ts";
import { PlatformValue, variable, type Members } from "../definition/platform-value.ts";
import { componentAttributes } from "./standard-components.ts";

/** Value of ApexPages.Component and of every component that Apex makes: it is built, never rendered. */
class DynamicComponent extends PlatformValue {
  children = new ApexList(libraryType("ApexPages.Component"));
  readonly expressions = new PlatformValue("ApexPages.ComponentExpressions");
  readonly facets = new PlatformValue("ApexPages.ComponentFacets");

  byId(id: string): DynamicComponent | null {
    if (this.values["id"] === id) return this;
    for (const child of this.children.items as DynamicComponent[]) {
      const found = child.byId(id);
      if (found) return found;
    }
    return null;
  }
}

type Initial = readonly (readonly [set: (self: DynamicComponent, value: unknown) => void, value: unknown])[];

/** `new Component.Apex.OutputText(value = 'x')`: the compiler gives the attributes as pairs. */
const making =
  (apexTypeName: string) =>
  (initial: Initial = []): DynamicComponent => {
    const made = new DynamicComponent(apexTypeName);
    for (const [set, value] of initial) set(made, value);
    return made;
  };

/** One of the classes of the namespace Component, e.g. of `Apex.PageBlock`; attributes are written `Boolean rendered`. */
function componentClass(name: string, attributes: readonly string[]): ClassDefinition {
  const simple = name.slice(name.lastIndexOf(".") + 1);
  const members: Members = Object.fromEntries(
    attributes.map((attribute) => [attribute, variable(attribute.slice(attribute.lastIndexOf(" ") + 1))])
  );
  return defineClass({
    namespace: "Component",
    name,
    documentation: "Visualforce Developer Guide: Dynamic Visualforce Components",
    extends: "ApexPages.Component",
    members: { [`${simple}()`]: making(`Component.${name}`), ...members }
  });
}

/** A holder of values under any name: `component.expressions.value`, `table.facets.footer`. */
function anyNameClass(name: string, type: string): ClassDefinition {
  return defineClass({
    namespace: "ApexPages",
    name,
    documentation: "Apex Reference Guide: Component Class",
    anyMember: { type, of: (member): PropertyImplementation => variable(member) }
  });
}

/** Value of the class ApexPages.Action: the expression that a button of a page calls. */
class Action {
  readonly apexTypeName = "ApexPages.Action";
  readonly expression: string;

  constructor(expression: string | null) {
    if (expression === null) throw nullArgument();
    this.expression = expression;
  }

  invoke(): never {
    throw apexError(
      "System.VisualforceException",
      `The local org does not render Visualforce pages: ${this.expression} belongs to none`
    );
  }
}

export const dynamicComponentClasses: readonly ClassDefinition[] = [
  anyNameClass("ComponentExpressions", "String"),
  anyNameClass("ComponentFacets", "ApexPages.Component"),
  defineClass({
    namespace: "ApexPages",
    name: "Action",
    documentation: "Apex Reference Guide: Action Class",
    members: {
      "Action(String action)": (expression: string | null) => new Action(expression),
      "String getExpression()": (self: Action) => self.expression,
      "PageReference invoke()": (self: Action) => self.invoke()
    }
  }),
  defineClass({
    namespace: "ApexPages",
    name: "Component",
    documentation: "Apex Reference Guide: Component Class",
    members: {
      "Component()": making("ApexPages.Component"),
      "List<ApexPages.Component> childComponents": {
        get: (self: DynamicComponent) => self.children,
        set: (self: DynamicComponent, children: ApexList) => {
          self.children = children;
        }
      },
      "readonly ApexPages.ComponentExpressions expressions": { get: (self: DynamicComponent) => self.expressions },
      "readonly ApexPages.ComponentFacets facets": { get: (self: DynamicComponent) => self.facets },
      "ApexPages.Component getComponentById(String id)": (self: DynamicComponent, id: string | null) =>
        id === null ? null : self.byId(id)
    }
  }),
  ...Object.entries(componentAttributes).map(([name, attributes]) => componentClass(name, attributes))
];

/** Types of attributes that Apex sees as they are; any other is an Object to it. */
const plainTypes = new Map(
  ["String", "Boolean", "Integer", "Long", "Double", "Decimal", "Date", "Datetime", "Id"].map((type) => [
    type.toLowerCase(),
    type
  ])
);

function attributeType(text: string): string {
  const [, name = "", array] = /^\s*([\w.]+?)\s*(\[\])?\s*$/.exec(text) ?? [];
  const plain = plainTypes.get(name.toLowerCase()) ?? "Object";
  return array === undefined ? plain : `List<${plain}>`;
}

/**
 * A custom component's class, `Component.Address` and `Component.c.Address`, with the attributes that its markup declares
 * ("Visualforce Developer Guide: Custom Component Attributes") and the two that every component has.
 */
export function customComponentClasses(name: string, markup: string): ClassDefinition[] {
  const declared = [...markup.replace(/<!--[\s\S]*?-->/g, "").matchAll(/<apex:attribute\b([^>]*)/gi)].flatMap(
    ([, attributes = ""]) => {
      const value = (wanted: string) => new RegExp(`\\b${wanted}\\s*=\\s*["']([^"']*)["']`, "i").exec(attributes)?.[1];
      const attribute = value("name");
      return attribute === undefined ? [] : [`${attributeType(value("type") ?? "Object")} ${attribute}`];
    }
  );
  const attributes = [...declared, "String id", "Boolean rendered"];
  return [componentClass(name, attributes), componentClass(`c.${name}`, attributes)];
}

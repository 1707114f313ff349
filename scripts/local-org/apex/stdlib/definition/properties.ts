import type { PropertyImplementation } from "./define.ts";

/** An Apex property that is the property of that name of the JavaScript object. */
export function property<T extends object>(name: keyof T & string): PropertyImplementation {
  return {
    get: (self: T) => self[name],
    set: (self: T, value: T[typeof name]) => {
      self[name] = value;
    }
  };
}

/** A getter method for the property of that name. */
export function getter<T extends object>(name: keyof T & string): (self: T) => unknown {
  return (self) => self[name];
}

/** A setter method for the property of that name. */
export function setter<T extends object>(name: keyof T & string): (self: T, value: T[typeof name]) => void {
  return (self, value) => {
    self[name] = value;
  };
}

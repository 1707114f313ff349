import { ApexObject } from "../runtime/object.ts";
import { instantiate, type ApexClassInfo } from "../runtime/reflection.ts";

/** An object of a user's class as deserialisation makes it. */
export function newWithoutConstructor(info: ApexClassInfo): ApexObject {
  return instantiate(info);
}

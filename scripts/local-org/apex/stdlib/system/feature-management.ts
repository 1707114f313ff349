import {
  featureParameter,
  setFeatureParameter,
  type FeatureParameterKind
} from "../../../storage/feature-parameters.ts";
import { ApexDate } from "../../../values/date.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass } from "../definition/define.ts";
import { mayUseCustomPermission } from "./permissions.ts";

function noParameter(kind: FeatureParameterKind, name: string): never {
  throw apexError(
    "System.InvalidParameterValueException",
    `There is no feature parameter of type ${kind} with the name ${name}`
  );
}

function valueOf(kind: FeatureParameterKind, name: string | null): string | null {
  if (name === null) throw nullArgument();
  const value = featureParameter(apexContext().tx.database, kind, name);
  return value === undefined ? noParameter(kind, name) : value;
}

function setter(kind: FeatureParameterKind) {
  return (name: string | null, value: unknown): void => {
    if (name === null) throw nullArgument();
    const text = value === null ? null : String(value);
    if (!setFeatureParameter(apexContext().tx.database, kind, name, text)) noParameter(kind, name);
  };
}

export const featureManagementClass = defineClass({
  name: "FeatureManagement",
  documentation: "Apex Reference Guide: FeatureManagement Class",
  members: {
    "static Boolean checkPackageBooleanValue(String apiName)": (name: string | null) =>
      valueOf("Boolean", name) === "true",
    "static Date checkPackageDateValue(String apiName)": (name: string | null) => {
      const value = valueOf("Date", name);
      return value === null ? null : (ApexDate.parse(value) ?? null);
    },
    "static Integer checkPackageIntegerValue(String apiName)": (name: string | null) => {
      const value = valueOf("Integer", name);
      return value === null ? null : Number(value);
    },
    "static Boolean checkPermission(String name)": (name: string | null) => {
      if (name === null) throw nullArgument();
      return mayUseCustomPermission(name);
    },
    "static void setPackageBooleanValue(String apiName, Boolean value)": setter("Boolean"),
    "static void setPackageDateValue(String apiName, Date value)": setter("Date"),
    "static void setPackageIntegerValue(String apiName, Integer value)": setter("Integer")
  }
});

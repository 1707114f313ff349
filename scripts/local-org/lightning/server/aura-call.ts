import { ApexException, toApexException } from "../../apex/runtime/exceptions.ts";
import { hasAnnotation, type MethodInfo } from "../../apex/runtime/reflection.ts";
import { clientMessageOf } from "../../apex/stdlib/system/exception.ts";
import { fromJson, toJson } from "../../apex/stdlib/definition/marshal.ts";
import { ApiError, type ApiRequest, type ApiResponse } from "../../api/http/exchange.ts";

/** Answers a component's call of an `@AuraEnabled` method ("Lightning Web Components Developer Guide: Call Apex Methods"). */
export function callAuraMethod(request: ApiRequest): ApiResponse {
  const method = findMethod(request);
  const given = request.json();
  if (typeof given !== "object" || given === null || Array.isArray(given))
    throw new ApiError(400, "JSON_PARSER_ERROR", "Parameters of an Apex method are a JSON object");
  try {
    return request.transaction((tx) =>
      request.org.runApex(tx, () => {
        const args = method.parameters.map(({ name, type }) =>
          fromJson((given as Record<string, unknown>)[name] ?? null, type, "aura")
        );
        return json(toJson(method.invoke(null, args), "aura"));
      })
    );
  } catch (error) {
    throw auraError(error);
  }
}

/** Texts, too, are JSON here: other answers send them as they are. */
function json(value: unknown): ApiResponse {
  return {
    status: 200,
    body: JSON.stringify(value ?? null),
    headers: { "Content-Type": "application/json;charset=UTF-8" }
  };
}

function findMethod({ org, parameters, user, transaction }: ApiRequest): MethodInfo {
  const info = org.program.classByName(parameters["class"]!);
  const method = info?.methods.find(
    (one) =>
      one.static && hasAnnotation(one, "AuraEnabled") && one.name.toLowerCase() === parameters["method"]!.toLowerCase()
  );
  if (!info || !method)
    throw new ApiError(
      404,
      "NOT_FOUND",
      `There is no @AuraEnabled method ${parameters["class"]}.${parameters["method"]}`
    );
  if (!transaction((tx) => org.mayCallClass(tx, info.name))) {
    throw new ApiError(
      403,
      "INSUFFICIENT_ACCESS",
      `${user.username} has no access to the Apex class ${info.name}. Ask an administrator to add it to a permission set.`
    );
  }
  return method;
}

/** What an AuraHandledException says reaches the component; of other exceptions, in an org, type and message too. */
function auraError(error: unknown): unknown {
  const exception = toApexException(error);
  if (!(exception instanceof ApexException)) return error;
  if (exception.apexTypeName === "System.AuraHandledException")
    return new ApiError(500, "APEX_ERROR", clientMessageOf(exception));
  console.error(exception.stack);
  return new ApiError(500, "APEX_ERROR", exception.apexMessage ?? `${exception.apexTypeName}: Script-thrown exception`);
}

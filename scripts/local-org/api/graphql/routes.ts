import { executeSync, GraphQLError, parse, validate, type DocumentNode } from "graphql";
import { z } from "zod";
import { PlatformError } from "../../transaction/platform-error.ts";
import { bodyOf, fieldValues, text } from "../http/body.ts";
import { ok, type ApiRequest } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";
import type { GraphContext } from "./connection.ts";
import { graphSchemaOf } from "./org-schema.ts";

const question = z.object({ query: z.string(), variables: fieldValues.nullish(), operationName: text });

/** More than any page asks for; what is longer would only keep the org busy. */
const mostTokens = 20_000;

type ErrorType = "InvalidSyntax" | "ValidationError" | "DataFetchingException";

/** "GraphQL API Developer Guide: Query Records with GraphQL": whatever is wrong with a query is told with status 200. */
export function addGraphqlRoutes(router: Router): void {
  router.on("POST /services/data/:version/graphql", (request) => ok(answer(request)));
}

function answer(request: ApiRequest): unknown {
  const { query, variables, operationName } = bodyOf(request, question);
  const schema = graphSchemaOf(request.org.schema);
  const document = documentOf(query);
  if (document instanceof GraphQLError) return refused([document], "InvalidSyntax");
  const wrong = validate(schema, document);
  if (wrong.length > 0) return refused(wrong, "ValidationError");
  return request.transaction((tx) => {
    const contextValue: GraphContext = { org: request.org, tx, variables: variables ?? {} };
    const { data = null, errors = [] } = executeSync({
      schema,
      document,
      contextValue,
      variableValues: variables,
      operationName
    });
    return { data, errors: errors.map((error) => written(error, "DataFetchingException")) };
  });
}

function documentOf(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxTokens: mostTokens });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function refused(errors: readonly GraphQLError[], type: ErrorType): unknown {
  return { data: null, errors: errors.map((error) => written(error, type)) };
}

function written({ message, locations, path, originalError }: GraphQLError, type: ErrorType): unknown {
  const code = originalError instanceof PlatformError ? { ErrorCode: originalError.statusCode } : {};
  return { message, locations: locations ?? [], paths: path ?? [], extensions: { ErrorType: type, ...code } };
}

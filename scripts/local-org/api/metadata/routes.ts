import busboy from "busboy";
import { Readable } from "node:stream";
import { z } from "zod";
import { bodyOf, text } from "../http/body.ts";
import { ApiError, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";
import type { Sessions } from "../http/sessions.ts";
import { permitted, requireUserPermission } from "../http/user-permission.ts";
import {
  answerSoap,
  elementIn,
  soapElements,
  soapText,
  soapTexts,
  type SoapCall,
  type SoapElement,
  type SoapService,
  type XmlContent
} from "../soap/envelope.ts";
import { Deployment, type DeployOptions } from "./deployment.ts";
import { metadataCalls } from "./metadata-calls.ts";
import type { Manifest } from "./package.ts";
import { describeMetadata, listMetadata, retrieve } from "./retrieval.ts";

/** "Metadata API Developer Guide: deploy()": a zipped package is at most 39 MB. */
const MAX_ZIP_BYTES = 39 * 1024 * 1024;
/** Results that are kept for polling; the oldest go first. */
const KEPT_RESULTS = 50;

/** The Metadata API over SOAP, and its REST resource for deployments. */
export function addMetadataRoutes(router: Router, open: Router, sessions: Sessions): void {
  const room = new MetadataRoom();
  const service = guarded(room.service());
  open
    .on("POST /services/Soap/m/:version", (request) => answerSoap(service, sessions, request))
    .on("POST /services/Soap/m/:version/:organization", (request) => answerSoap(service, sessions, request));
  const base = "/services/data/:version/metadata/deployRequest";
  router
    .on(
      `POST ${base}`,
      permitted((request) => room.deployByRest(request), ...modifiers)
    )
    .on(
      `GET ${base}/:id`,
      permitted((request) => room.statusByRest(request), ...modifiers)
    )
    .on(
      `PATCH ${base}/:id`,
      permitted((request) => room.cancelByRest(request), ...modifiers)
    );
}

/** "Metadata API Developer Guide: Metadata API Access for Users": one of these two. */
export const modifiers = ["ModifyMetadata", "ModifyAllData"] as const;

function guarded(service: SoapService): SoapService {
  const operations = Object.entries(service.operations).map(
    ([name, operation]) =>
      [
        name,
        (call: SoapCall, request: ApiRequest) => {
          requireUserPermission(request, ...modifiers);
          return operation(call, request);
        }
      ] as const
  );
  return { ...service, operations: Object.fromEntries(operations) };
}

class MetadataRoom {
  private readonly deployments = new Map<string, Deployment>();
  private readonly packages = new Map<string, Uint8Array>();
  private readonly retrievals = new Map<string, ReturnType<typeof retrieve>>();
  private last: Promise<void> = Promise.resolve();

  service(): SoapService {
    return {
      namespace: "http://soap.sforce.com/2006/04/metadata",
      operations: {
        deploy: (call, request) => this.deployBySoap(call, request),
        checkDeployStatus: ({ arguments: given }) =>
          this.find(soapText(given, "asyncProcessId") ?? soapText(given, "id")).result(
            soapText(given, "includeDetails") === "true"
          ) as XmlContent,
        deployRecentValidation: ({ arguments: given }, request) =>
          this.deployValidated(soapText(given, "validationId") ?? soapText(given, "validationID"), request).id,
        cancelDeploy: ({ arguments: given }) => {
          const deployment = this.find(soapText(given, "asyncProcessId") ?? soapText(given, "String"));
          deployment.cancel();
          return { done: deployment.done, id: deployment.id };
        },
        retrieve: (call, request) => this.retrieve(call, request),
        checkRetrieveStatus: ({ arguments: given }) => {
          const result = this.retrievals.get(soapText(given, "asyncProcessId") ?? "");
          if (!result) throw new ApiError(500, "INVALID_ID_FIELD", "There is no retrieval of this id");
          return (soapText(given, "includeZip") === "false"
            ? { ...result, zipFile: undefined }
            : result) as unknown as XmlContent;
        },
        listMetadata: ({ arguments: given }, request) =>
          listMetadata(
            request.org,
            request.user,
            soapElements(given, "queries").flatMap((query) => soapText(query, "type") ?? [])
          ) as unknown as XmlContent,
        describeMetadata: () => describeMetadata(),
        ...metadataCalls((request, zip) => this.deployNow(request, zip))
      }
    };
  }

  private deployBySoap({ arguments: given }: SoapCall, request: ApiRequest): XmlContent {
    const zip = Buffer.from(soapText(given, "ZipFile") ?? "", "base64");
    const deployment = this.start(request, zip, optionsFromSoap(elementIn(given, "DeployOptions")));
    return { done: false, id: deployment.id, state: "Queued" };
  }

  /** "Metadata API Developer Guide: Deploy Metadata with Apex Testing Using REST". */
  async deployByRest(request: ApiRequest): Promise<ApiResponse> {
    if (!/^multipart\/form-data/i.test(request.headers["content-type"] ?? "")) {
      const { validatedDeployRequestId } = bodyOf(request, z.object({ validatedDeployRequestId: text }));
      return { status: 201, body: restBody(this.deployValidated(validatedDeployRequestId, request), false) };
    }
    const { zip, options } = await readForm(request);
    return { status: 201, body: restBody(this.start(request, zip, options), false) };
  }

  statusByRest(request: ApiRequest): ApiResponse {
    return {
      status: 200,
      body: restBody(this.find(request.parameters["id"]), request.query.get("includeDetails") === "true")
    };
  }

  cancelByRest(request: ApiRequest): ApiResponse {
    const deployment = this.find(request.parameters["id"]);
    deployment.cancel();
    return { status: 202, body: restBody(deployment, false) };
  }

  /** Deployments of one org run one after another. */
  private start(request: ApiRequest, zip: Uint8Array, options: DeployOptions): Deployment {
    if (zip.length > MAX_ZIP_BYTES)
      throw new ApiError(400, "LIMIT_EXCEEDED", `The zipped package exceeds ${MAX_ZIP_BYTES} bytes`);
    const deployment = new Deployment(request.org, request.user, zip, options);
    keep(this.deployments, deployment.id, deployment);
    if (options.checkOnly) keep(this.packages, deployment.id, zip);
    this.last = this.last.then(
      () => new Promise((resolve) => setImmediate(() => void deployment.run().finally(resolve)))
    );
    return deployment;
  }

  private async deployNow(request: ApiRequest, zip: Uint8Array): Promise<Deployment> {
    const options = {
      checkOnly: false,
      rollbackOnError: true,
      ignoreWarnings: true,
      purgeOnDelete: false,
      runTests: []
    };
    const deployment = this.start(request, zip, options);
    await this.last;
    return deployment;
  }

  /** "Metadata API Developer Guide: deployRecentValidation()". */
  private deployValidated(id: string | undefined, request: ApiRequest): Deployment {
    const validation = this.find(id);
    const zip = this.packages.get(validation.id);
    if (!zip || validation.status !== "Succeeded")
      throw new ApiError(400, "INVALID_ID_FIELD", `${id} is no successful validation`);
    return this.start(request, zip, { ...validation.options, checkOnly: false, testLevel: "NoTestRun", runTests: [] });
  }

  private find(id: string | undefined): Deployment {
    const deployment =
      this.deployments.get(id ?? "") ??
      [...this.deployments.values()].find((one) => id?.length === 15 && one.id.startsWith(id));
    if (!deployment) throw new ApiError(404, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
    return deployment;
  }

  private retrieve({ arguments: given }: SoapCall, request: ApiRequest): XmlContent {
    // "Metadata API Developer Guide" calls the argument retrieveRequest; jsforce writes request.
    const asked = elementIn(given, given["request"] === undefined ? "retrieveRequest" : "request");
    if (soapTexts(asked, "packageNames").length > 0)
      throw new ApiError(500, "INVALID_OPERATION", "A local org has no packages: name the components in unpackaged");
    const result = retrieve(
      request.org,
      request.user,
      manifestFromSoap(elementIn(asked, "unpackaged"), soapText(asked, "apiVersion")),
      soapText(asked, "singlePackage") === "true"
    );
    keep(this.retrievals, result.id, result);
    return { done: false, id: result.id, state: "Queued" };
  }
}

function keep<T>(results: Map<string, T>, id: string, result: T): void {
  const oldest = results.keys().next();
  if (results.size >= KEPT_RESULTS && !oldest.done) results.delete(oldest.value);
  results.set(id, result);
}

function optionsFromSoap(given: SoapElement): DeployOptions {
  const flag = (name: string): boolean => soapText(given, name) === "true";
  const testLevel = soapText(given, "testLevel");
  return {
    checkOnly: flag("checkOnly"),
    rollbackOnError: soapText(given, "rollbackOnError") !== "false",
    ignoreWarnings: flag("ignoreWarnings"),
    purgeOnDelete: flag("purgeOnDelete"),
    ...(testLevel === undefined ? {} : { testLevel }),
    runTests: soapTexts(given, "runTests")
  };
}

function manifestFromSoap(given: SoapElement, apiVersion: string | undefined): Manifest {
  return {
    version: soapText(given, "version") ?? apiVersion ?? "66.0",
    entries: soapElements(given, "types").map((types) => ({
      type: soapText(types, "name") ?? "",
      members: soapTexts(types, "members")
    }))
  };
}

function restBody(deployment: Deployment, includeDetails: boolean): unknown {
  return {
    id: deployment.id,
    validatedDeployRequestId: null,
    deployOptions: deployment.options,
    deployResult: deployment.result(includeDetails)
  };
}

/** Parts `entity_content` (JSON with deployOptions) and `file` (the zip). */
function readForm(request: ApiRequest): Promise<{ zip: Uint8Array; options: DeployOptions }> {
  return new Promise((resolve, reject) => {
    const refuse = (message: string): void => reject(new ApiError(400, "INVALID_MULTIPART_REQUEST", message));
    let json = "";
    const zip: Buffer[] = [];
    try {
      const form = busboy({
        headers: request.headers,
        limits: { fileSize: MAX_ZIP_BYTES, files: 2, fieldSize: 1_000_000 }
      });
      form
        .on("field", (name, value) => (name === "entity_content" ? (json = value) : undefined))
        .on("file", (name, stream) => {
          const parts: Buffer[] = name === "file" ? zip : [];
          stream
            .on("data", (part: Buffer) => parts.push(part))
            .on("error", (error: Error) => refuse(error.message))
            .on("limit", () => refuse(`The zipped package exceeds ${MAX_ZIP_BYTES} bytes`));
          if (name === "entity_content") stream.on("end", () => (json = Buffer.concat(parts).toString("utf8")));
        })
        .on("error", (error) => refuse((error as Error).message))
        .on("close", () => {
          try {
            resolve({ zip: Buffer.concat(zip), options: optionsFromJson(JSON.parse(json || "{}")) });
          } catch (error) {
            refuse(`entity_content is not valid JSON: ${(error as Error).message}`);
          }
        });
      Readable.from([Buffer.from(request.bytes())]).pipe(form);
    } catch (error) {
      refuse((error as Error).message);
    }
  });
}

function optionsFromJson(body: unknown): DeployOptions {
  const { deployOptions: given = {} } = (body ?? {}) as { deployOptions?: Partial<DeployOptions> };
  return {
    checkOnly: given.checkOnly === true,
    rollbackOnError: given.rollbackOnError !== false,
    ignoreWarnings: given.ignoreWarnings === true,
    purgeOnDelete: given.purgeOnDelete === true,
    ...(typeof given.testLevel === "string" ? { testLevel: given.testLevel } : {}),
    runTests: [given.runTests ?? []].flat().map(String)
  };
}

import { executionOf, type QueueableJob } from "../../../../async/jobs.ts";
import type { QueueableOptions } from "../../../../async/start.ts";
import { apexContext } from "../../../runtime/context.ts";
import { apexError } from "../../../runtime/exceptions.ts";
import { nullArgument } from "../../definition/arguments.ts";
import { defineClass, type ClassDefinition } from "../../definition/define.ts";
import { property } from "../../definition/properties.ts";

/** Value of the class System.AsyncOptions. */
export class AsyncOptions {
  readonly apexTypeName = "System.AsyncOptions";
  duplicateSignature: QueueableDuplicateSignature | null = null;
  maximumQueueableStackDepth: number | null = null;
  minimumQueueableDelayInMinutes: number | null = null;
}

export function queueableOptions(options: AsyncOptions | null): QueueableOptions {
  return {
    maximumDepth: options?.maximumQueueableStackDepth ?? undefined,
    delayInMinutes: options?.minimumQueueableDelayInMinutes ?? undefined,
    signature: options?.duplicateSignature?.toString()
  };
}

class QueueableDuplicateSignature {
  readonly apexTypeName = "System.QueueableDuplicateSignature";
  private readonly parts: readonly string[];

  constructor(parts: readonly string[]) {
    this.parts = parts;
  }

  toString(): string {
    return JSON.stringify(this.parts);
  }
}

class SignatureBuilder {
  readonly apexTypeName = "System.QueueableDuplicateSignature.Builder";
  private readonly parts: string[] = [];

  add(part: string | number | null): this {
    if (part === null) throw nullArgument();
    this.parts.push(String(part));
    return this;
  }

  build(): QueueableDuplicateSignature {
    return new QueueableDuplicateSignature([...this.parts]);
  }
}

/** The queueable job that runs. */
function runningJob(): QueueableJob {
  const { job } = executionOf(apexContext());
  if (job?.kind === "queueable") return job;
  throw apexError("System.UnsupportedOperationException", "AsyncInfo is available in queueable jobs only");
}

export const queueableOptionClasses: readonly ClassDefinition[] = [
  defineClass({
    name: "AsyncOptions",
    documentation: "Apex Reference Guide: AsyncOptions Class",
    members: {
      "AsyncOptions()": () => new AsyncOptions(),
      "QueueableDuplicateSignature DuplicateSignature": property<AsyncOptions>("duplicateSignature"),
      "Integer MaximumQueueableStackDepth": property<AsyncOptions>("maximumQueueableStackDepth"),
      "Integer MinimumQueueableDelayInMinutes": property<AsyncOptions>("minimumQueueableDelayInMinutes")
    }
  }),
  defineClass({
    name: "QueueableDuplicateSignature",
    documentation: "Apex Reference Guide: QueueableDuplicateSignature Class",
    members: {
      "static QueueableDuplicateSignature.Builder Builder()": () => new SignatureBuilder(),
      "String toString()": String
    }
  }),
  // How many bytes a signature may have is not documented: getSize, getRemainingSize and getMaxSize are missing.
  defineClass({
    name: "QueueableDuplicateSignature.Builder",
    documentation: "Apex Reference Guide: QueueableDuplicateSignature.Builder Class",
    members: {
      "Builder()": () => new SignatureBuilder(),
      "QueueableDuplicateSignature.Builder addId(Id part)": (self: SignatureBuilder, part: string | null) =>
        self.add(part),
      "QueueableDuplicateSignature.Builder addInteger(Integer part)": (self: SignatureBuilder, part: number | null) =>
        self.add(part),
      "QueueableDuplicateSignature.Builder addString(String part)": (self: SignatureBuilder, part: string | null) =>
        self.add(part),
      "QueueableDuplicateSignature build()": (self: SignatureBuilder) => self.build()
    }
  }),
  defineClass({
    name: "AsyncInfo",
    documentation: "Apex Reference Guide: AsyncInfo Class",
    members: {
      "static Integer getCurrentQueueableStackDepth()": () => runningJob().depth + 1,
      "static Integer getMaximumQueueableStackDepth()": () => runningJob().maximumDepth ?? null,
      "static Integer getMinimumQueueableDelayInMinutes()": () => runningJob().delayInMinutes ?? null,
      "static Boolean hasMaxStackDepth()": () => runningJob().maximumDepth !== undefined
    }
  })
];

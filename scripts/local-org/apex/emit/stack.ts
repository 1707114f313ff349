import type { ApexTriggerInfo, StackFrame } from "../runtime/program.ts";
import type { ApexClassInfo } from "../runtime/reflection.ts";

interface Place {
  readonly line: number;
  readonly endLine: number;
  readonly name: string;
}

/** Reads Apex places out of native stack traces: generated code carries its source's path and lines. */
export class StackReader {
  private readonly classes: readonly ApexClassInfo[];
  private readonly triggers: readonly ApexTriggerInfo[];
  private places: Map<string, Place[]> | undefined;

  constructor(classes: readonly ApexClassInfo[], triggers: readonly ApexTriggerInfo[]) {
    this.classes = classes;
    this.triggers = triggers;
  }

  frames(error: Error): StackFrame[] {
    const places = (this.places ??= this.collect());
    const frames: StackFrame[] = [];
    for (const row of (error.stack ?? "").split("\n")) {
      const found = /(?:\(|at )([^()]+?):(\d+):\d+\)?$/.exec(row);
      const known = found && places.get(found[1]!);
      if (known)
        frames.push({ sourcePath: found[1]!, line: Number(found[2]), place: placeName(known, Number(found[2])) });
    }
    return frames;
  }

  private collect(): Map<string, Place[]> {
    const places = new Map<string, Place[]>();
    const add = (path: string, place: Place): void => {
      const known = places.get(path);
      if (known) known.push(place);
      else places.set(path, [place]);
    };
    const triggerPaths = new Set(this.triggers.map(({ sourcePath }) => sourcePath));
    for (const trigger of this.triggers)
      add(trigger.sourcePath, { line: 0, endLine: Infinity, name: `Trigger.${trigger.name}` });
    for (const info of this.classes) {
      if (!places.has(info.sourcePath))
        add(info.sourcePath, { line: 0, endLine: Infinity, name: `Class.${info.fullName}` });
      for (const method of info.methods)
        add(info.sourcePath, {
          line: method.line,
          endLine: method.endLine,
          name: `Class.${info.fullName}.${method.name}`
        });
      // What runs a trigger is built as a class; its constructor is none of the source's.
      for (const constructor of triggerPaths.has(info.sourcePath) ? [] : info.constructors)
        add(info.sourcePath, {
          line: constructor.line,
          endLine: constructor.endLine,
          name: `Class.${info.fullName}.<init>`
        });
    }
    return places;
  }
}

/** The narrowest place around the line. */
function placeName(places: readonly Place[], line: number): string {
  let best = places[0]!;
  for (const place of places) {
    if (place.line <= line && line <= place.endLine && place.endLine - place.line < best.endLine - best.line)
      best = place;
  }
  return best.name;
}

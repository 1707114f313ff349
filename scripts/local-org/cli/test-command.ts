import type { Command } from "commander";

export function addTestCommand(program: Command): void {
  void program;
}

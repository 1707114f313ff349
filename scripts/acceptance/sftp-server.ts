import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { freePort, untilItAnswers } from "./database-servers.ts";

const SSHD = "/usr/sbin/sshd";
const SFTP = "/usr/lib/openssh/sftp-server";

/** Why there can be no such server here, or false. */
export const withoutSshd =
  existsSync(SSHD) && existsSync(SFTP)
    ? false
    : "OpenSSH's server is not installed (Debian: apt-get install openssh-server)";

/** OpenSSH's server with keys of its own, for whoever runs the test. */
export interface SftpServer {
  /** sftp://user@host:port and the folder. */
  readonly address: string;
  readonly folder: string;
  readonly hostKey: string;
  /** A key that the server does not have. */
  readonly otherKey: string;
  readonly keyFile: string;
  readonly otherKeyFile: string;
  stop(): void;
}

export async function startSftp(): Promise<SftpServer> {
  const folder = mkdtempSync(join(tmpdir(), "sftp-"));
  const key = (name: string): string => {
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", join(folder, name)]);
    return readFileSync(join(folder, `${name}.pub`), "utf8");
  };
  const [hostKey, userKey, otherKey] = ["host", "user", "other"].map(key) as [string, string, string];
  const authorized = join(folder, "authorized");
  writeFileSync(authorized, userKey, { mode: 0o600 });
  chmodSync(folder, 0o700);
  const files = join(folder, "files");
  mkdirSync(files);
  if (userInfo().uid === 0) mkdirSync("/run/sshd", { recursive: true });
  const port = await freePort();
  const config = join(folder, "config");
  writeFileSync(
    config,
    [
      `Port ${port}`,
      "ListenAddress 127.0.0.1",
      `HostKey ${join(folder, "host")}`,
      `AuthorizedKeysFile ${authorized}`,
      "PasswordAuthentication no",
      "KbdInteractiveAuthentication no",
      "UsePAM no",
      "StrictModes no",
      "PidFile none",
      `Subsystem sftp ${SFTP}`
    ].join("\n") + "\n"
  );
  const child = spawn(SSHD, ["-D", "-e", "-f", config], { stdio: "ignore" });
  await untilItAnswers(
    () =>
      execFileSync("ssh-keyscan", ["-p", String(port), "127.0.0.1"], { stdio: "pipe" }).includes("ssh-ed25519") ||
      Promise.reject(new Error("no key yet"))
  );
  return {
    address: `sftp://${userInfo().username}@127.0.0.1:${port}${files}`,
    folder: files,
    hostKey,
    otherKey,
    keyFile: join(folder, "user"),
    otherKeyFile: join(folder, "other"),
    stop() {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

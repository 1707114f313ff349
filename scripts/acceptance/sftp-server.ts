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

/** Why no server with a password of its own can be had here, or false: its user is one whom only that server knows. */
export const withoutPasswords =
  withoutSshd ||
  (userInfo().uid === 0 && mayMount()
    ? false
    : "a user with a password is made in a mount namespace of the server's own, which takes root and unshare(1)");

function mayMount(): boolean {
  try {
    execFileSync("unshare", ["--mount", "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

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

/** A user who logs in by a password, and is in no file of this machine. */
export const PASSWORD_USER = "erp-reader";
const PASSWORD_UID = 41_234;

/** `password`: of {@link PASSWORD_USER}, who gets in by nothing else; without it whoever runs the test gets in, by a key. */
export async function startSftp(password?: string): Promise<SftpServer> {
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
      `PasswordAuthentication ${password === undefined ? "no" : "yes"}`,
      `PubkeyAuthentication ${password === undefined ? "yes" : "no"}`,
      "KbdInteractiveAuthentication no",
      "UsePAM no",
      "StrictModes no",
      "PidFile none",
      `Subsystem sftp ${SFTP}`
    ].join("\n") + "\n"
  );
  const words = [SSHD, "-D", "-e", "-f", config];
  const [program, ...rest] = password === undefined ? words : withUser(folder, password, words);
  const child = spawn(program!, rest, { stdio: "ignore" });
  await untilItAnswers(
    () =>
      execFileSync("ssh-keyscan", ["-p", String(port), "127.0.0.1"], { stdio: "pipe" }).includes("ssh-ed25519") ||
      Promise.reject(new Error("no key yet"))
  );
  return {
    address: `sftp://${password === undefined ? userInfo().username : PASSWORD_USER}@127.0.0.1:${port}${files}`,
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

/** Lays the user over the machine's own lists, for this process and those that it starts. */
function withUser(folder: string, password: string, words: readonly string[]): string[] {
  const hash = execFileSync("openssl", ["passwd", "-6", "-stdin"], { input: password, encoding: "utf8" }).trim();
  const [users, secrets] = [join(folder, "passwd"), join(folder, "shadow")];
  const line = `${PASSWORD_USER}:x:${PASSWORD_UID}:65534::/:/bin/sh\n`;
  writeFileSync(users, readFileSync("/etc/passwd", "utf8") + line);
  writeFileSync(secrets, `${PASSWORD_USER}:${hash}:19000:0:99999:7:::\n`, { mode: 0o600 });
  // The user passes through to the files.
  chmodSync(folder, 0o711);
  const script = 'mount --bind "$1" /etc/passwd && mount --bind "$2" /etc/shadow && shift 2 && exec "$@"';
  return ["unshare", "--mount", "sh", "-c", script, "sh", users, secrets, ...words];
}

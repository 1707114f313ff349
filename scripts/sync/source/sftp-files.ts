import { spawn } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { inOrderOfDays, patternOf, type InputFile } from "./input-files.ts";
import { fromEnvironment } from "../mapping/environment.ts";
import { SourceError } from "./source-error.ts";

const HOST_KEY = "SADAKAT_SFTP_HOST_KEY";
const KEY_FILE = "SADAKAT_SFTP_KEY_FILE";
const PASSWORD = "SADAKAT_SFTP_PASSWORD";

interface Address {
  readonly user: string;
  readonly host: string;
  readonly port: string;
  readonly path: string;
}

/**
 * Copies the files that an address such as `sftp://erp@files.example.com/exports/sales-*.csv` means, in the order of the
 * days in their names. OpenSSH's own client does it; the server must have the key that the environment tells.
 */
export async function sftpFiles(input: string, folder: string): Promise<InputFile[]> {
  const address = addressOf(input);
  const session = new SftpSession(address, join(folder, "sftp"));
  const isPattern = /[*?]/.test(basename(address.path));
  const [parent, pattern] = isPattern
    ? [dirname(address.path), patternOf(basename(address.path))]
    : [address.path, /^[^.]/];
  const all = await session.names(parent);
  const isFile = !isPattern && all.length === 1 && all[0] === address.path;
  const names = isFile ? [basename(parent)] : all.map((one) => basename(one)).filter((name) => pattern.test(name));
  if (names.length === 0) throw new SourceError(`${input}: no such files`);
  const from = isFile ? dirname(parent) : parent;
  return session.copy(inOrderOfDays(names).map((name) => ({ name, remote: `${from.replace(/\/$/, "")}/${name}` })));
}

function addressOf(input: string): Address {
  const [, user = "", host, port = "22", path] =
    /^sftp:\/\/(?:([^@/]*)@)?([^:/@\s-][^:/@\s]*)(?::(\d+))?(\/.*)$/.exec(input) ?? [];
  if (host === undefined || user === "" || user.startsWith("-"))
    throw new SourceError(
      "an address of SFTP is of the form sftp://user@host/folder/file.csv, with :port after the host where it is not 22"
    );
  if (user.includes(":"))
    throw new SourceError(`a password stands in no address: set ${PASSWORD}, or better ${KEY_FILE}`);
  return { user, host, port, path: path!.replace(/^\/~\//, "") };
}

class SftpSession {
  private readonly address: Address;
  private readonly folder: string;
  private readonly words: readonly string[];
  private readonly environment: NodeJS.ProcessEnv;

  constructor(address: Address, folder: string) {
    [this.address, this.folder] = [address, folder];
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { authentication, environment } = this.authentication();
    const options = {
      UserKnownHostsFile: this.knownHosts(),
      GlobalKnownHostsFile: "none",
      StrictHostKeyChecking: "yes",
      UpdateHostKeys: "no",
      LogLevel: "ERROR",
      ConnectTimeout: "30",
      ServerAliveInterval: "15",
      ServerAliveCountMax: "4",
      NumberOfPasswordPrompts: "1",
      ...authentication
    };
    const said = Object.entries(options).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
    // "sftp(1)": -b forbids questions, also that for a password, unless BatchMode was said before.
    this.words = [
      "-F",
      "none",
      ...said,
      "-o",
      "BatchMode=no",
      "-P",
      address.port,
      "-b",
      "-",
      `${address.user}@${address.host}`
    ];
    this.environment = environment;
  }

  /** Names in a folder, or the path itself where it is a file. Folders below are left out. */
  async names(path: string): Promise<string[]> {
    const names = await this.run([`ls -1 ${quoted(path)}`]);
    const folders = (await this.run([`ls -ln ${quoted(path)}`])).filter((line) => line.startsWith("d"));
    return names.filter((name) => !folders.some((line) => line.endsWith(` ${name}`)));
  }

  async copy(files: readonly { name: string; remote: string }[]): Promise<InputFile[]> {
    const copies = files.map(({ name, remote }, index) => ({
      name,
      remote,
      path: join(this.folder, `${index + 1}-${name}`)
    }));
    await this.run(copies.map(({ remote, path }) => `get ${quoted(remote)} ${quoted(path)}`));
    const { user, host } = this.address;
    return copies.map(({ name, path, remote }) => ({
      name,
      path,
      from: `sftp://${user}@${host}/${remote.replace(/^\//, "")}`
    }));
  }

  /** "sshd(8)", SSH_KNOWN_HOSTS FILE FORMAT: a port that is not 22 stands behind the host in brackets. */
  private knownHosts(): string {
    const { host, port } = this.address;
    const key = fromEnvironment(
      HOST_KEY,
      "the server's key, such as ssh-ed25519 AAAA…; ssh-keyscan shows it, its owner confirms it"
    );
    const [, kind, bytes] = /(?:^|\s)((?:ssh|ecdsa|sk)-[\w@.-]+)\s+([A-Za-z0-9+/=]+)/.exec(key) ?? [];
    if (kind === undefined) throw new SourceError(`${HOST_KEY} is not a key such as ssh-ed25519 AAAA…`);
    const path = join(this.folder, "known_hosts");
    writeFileSync(path, `${port === "22" ? host : `[${host}]:${port}`} ${kind} ${bytes}\n`, { mode: 0o600 });
    return path;
  }

  private authentication(): { authentication: Record<string, string>; environment: NodeJS.ProcessEnv } {
    const [keyFile, password] = [process.env[KEY_FILE], process.env[PASSWORD]];
    if (keyFile) {
      // OpenSSH refuses keys that others may read, and copies of secrets from a container's store often are.
      const own = join(this.folder, "key");
      copyFileSync(keyFile, own);
      chmodSync(own, 0o600);
      const authentication = { IdentityFile: own, IdentitiesOnly: "yes", PreferredAuthentications: "publickey" };
      return { authentication, environment: process.env };
    }
    if (!password) throw new SourceError(`set ${KEY_FILE} to the file of a private key, or ${PASSWORD}`);
    const ask = join(this.folder, "ask");
    writeFileSync(ask, `#!/bin/sh\nprintf '%s\\n' "$${PASSWORD}"\n`, { mode: 0o700 });
    return {
      authentication: { PreferredAuthentications: "password,keyboard-interactive", PubkeyAuthentication: "no" },
      environment: { ...process.env, SSH_ASKPASS: ask, SSH_ASKPASS_REQUIRE: "force", DISPLAY: ":0" }
    };
  }

  /** Returns what was answered, line by line. */
  private run(commands: readonly string[]): Promise<string[]> {
    const { host } = this.address;
    return new Promise((resolve, reject) => {
      const child = spawn("sftp", this.words, { env: this.environment, stdio: ["pipe", "pipe", "pipe"] });
      const texts = { out: "", err: "" };
      child.stdout.on("data", (chunk) => (texts.out += String(chunk)));
      child.stderr.on("data", (chunk) => (texts.err += String(chunk)));
      child.once("error", (error: NodeJS.ErrnoException) =>
        reject(
          new SourceError(
            error.code === "ENOENT"
              ? "the program sftp of OpenSSH is not installed (Debian: apt-get install openssh-client)"
              : `sftp ${host}: ${error.message}`
          )
        )
      );
      child.once("close", (code) => {
        if (code === 0) resolve(texts.out.split("\n").filter((line) => line !== "" && !line.startsWith("sftp> ")));
        else reject(new SourceError(`sftp ${host}: ${reasonIn(texts.err) || `ended with ${code}`}`));
      });
      child.stdin.on("error", () => undefined);
      child.stdin.end(`${commands.join("\n")}\n`);
    });
  }
}

function reasonIn(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^@+/.test(line))
    .join(" ")
    .slice(0, 500);
}

/** Between quotes the client takes *, ? and [ as they are. */
function quoted(path: string): string {
  if (/[\r\n]/.test(path)) throw new SourceError("a name with a line break is read by no command of sftp");
  return `"${path.replace(/["\\]/g, (sign) => `\\${sign}`)}"`;
}

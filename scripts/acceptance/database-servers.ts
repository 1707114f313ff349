import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";

/** A database server of a test's own, in an empty folder. */
export interface DatabaseServer {
  /** For the sync: a user that the whole world may have, on this machine alone. */
  readonly address: string;
  stop(): Promise<void>;
}

const POSTGRES_HOME = "/usr/lib/postgresql";
const ATTEMPTS = 150;

/** Why there can be no such server here, or false. */
export const withoutPostgres = postgresPrograms()
  ? withoutOtherUsers()
  : "PostgreSQL is not installed (Debian: apt-get install postgresql)";
export const withoutMariadb = existsSync("/usr/sbin/mariadbd")
  ? withoutOtherUsers()
  : "MariaDB is not installed (Debian: apt-get install mariadb-server)";

export async function startPostgres(): Promise<DatabaseServer> {
  const programs = postgresPrograms()!;
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  const user = ownerOf(folder, "postgres");
  const data = join(folder, "data");
  execFileSync(join(programs, "initdb"), ["-D", data, "-U", "erp", "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8"], {
    ...user,
    cwd: folder,
    stdio: "ignore"
  });
  const port = await freePort();
  const options = ["-D", data, "-k", folder, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"];
  const child = spawn(join(programs, "postgres"), options, { ...user, cwd: folder, stdio: "ignore" });
  await untilItAnswers(() =>
    execFileSync(
      join(programs, "psql"),
      ["-h", "127.0.0.1", "-p", String(port), "-U", "erp", "-c", "SELECT 1", "postgres"],
      {
        stdio: "ignore"
      }
    )
  );
  return { address: `postgres://erp@127.0.0.1:${port}/postgres`, stop: () => stop(child, "SIGINT", folder) };
}

export async function startMariadb(): Promise<DatabaseServer> {
  const folder = mkdtempSync(join(tmpdir(), "mariadb-"));
  const user = ownerOf(folder, "mysql");
  const data = `--datadir=${join(folder, "data")}`;
  execFileSync("mariadb-install-db", ["--no-defaults", data, "--auth-root-authentication-method=normal"], {
    ...user,
    cwd: folder,
    env: { ...process.env, TMPDIR: folder },
    stdio: "ignore"
  });
  const port = await freePort();
  const socket = join(folder, "socket");
  const options = ["--no-defaults", data, `--port=${port}`, `--socket=${socket}`, "--bind-address=127.0.0.1"];
  const child = spawn("/usr/sbin/mariadbd", options, {
    ...user,
    cwd: folder,
    env: { ...process.env, TMPDIR: folder },
    stdio: "ignore"
  });
  // An address on this machine is read as localhost, of which a new server has nameless users.
  const setUp = ["'%'", "localhost"]
    .map((host) => `CREATE USER erp@${host} IDENTIFIED BY 'secret'; GRANT ALL ON erp.* TO erp@${host}`)
    .join("; ");
  await untilItAnswers(() =>
    execFileSync(
      "mariadb",
      [
        "--no-defaults",
        `--socket=${socket}`,
        "-u",
        "root",
        "-e",
        `CREATE DATABASE erp CHARACTER SET utf8mb4; ${setUp}`
      ],
      { stdio: "ignore" }
    )
  );
  return { address: `mysql://erp:secret@127.0.0.1:${port}/erp`, stop: () => stop(child, "SIGTERM", folder) };
}

/** In a namespace that knows one user, root can become no other, and neither server runs as root. */
function withoutOtherUsers(): string | false {
  if (userInfo().uid !== 0 || !existsSync("/proc/self/uid_map")) return false;
  const users = readFileSync("/proc/self/uid_map", "utf8").trim().split("\n");
  const known = users.reduce((sum, line) => sum + Number(line.trim().split(/\s+/)[2]), 0);
  return known > 1 ? false : "here root can become no other user, and database servers do not run as root";
}

function postgresPrograms(): string | undefined {
  const versions = existsSync(POSTGRES_HOME) ? readdirSync(POSTGRES_HOME) : [];
  return versions.map((version) => join(POSTGRES_HOME, version, "bin")).find((bin) => existsSync(join(bin, "initdb")));
}

/** Neither server runs as root: there, its own user owns the folder. */
function ownerOf(folder: string, name: string): { uid?: number; gid?: number } {
  if (userInfo().uid !== 0) return {};
  const id = (flag: string): number => Number(execFileSync("id", [flag, name], { encoding: "utf8" }));
  const [uid, gid] = [id("-u"), id("-g")];
  chownSync(folder, uid, gid);
  // The test run's own folder is closed to other users: they have to get through it to theirs.
  chmodSync(dirname(folder), dirname(folder) === "/tmp" ? 0o1777 : 0o711);
  return { uid, gid };
}

/** Half a minute at most. */
export async function untilItAnswers(ask: () => unknown): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await ask();
      return;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** A port of this machine that nobody listens at. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function stop(child: ChildProcess, signal: NodeJS.Signals, folder: string): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => {
      rmSync(folder, { recursive: true, force: true });
      resolve();
    });
    child.kill(signal);
  });
}

/** Exports are fetched from OpenSSH's own server, by a key, and from no other server than the one that is meant. */
import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { inputFiles } from "../sync/source/input-files.ts";
import { startSftp, withoutPasswords, withoutSshd, type SftpServer } from "./sftp-server.ts";

let server: SftpServer;
let folder: string;
const options = { skip: withoutSshd };

before(async () => {
  if (withoutSshd) return;
  server = await startSftp();
  for (const [name, text] of [
    ["sales 2026-01-10.csv", "ten"],
    ["sales 2026-01-09.csv", "nine"],
    ["sales [old].csv", "old"],
    ["other.txt", "other"]
  ])
    writeFileSync(join(server.folder, name!), text!);
  mkdirSync(join(server.folder, "sales archive.csv"));
  mkdirSync(join(server.folder, "days"));
  writeFileSync(join(server.folder, "days", "1.csv"), "one");
});
after(() => server?.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sftp-files-"));
  if (withoutSshd) return;
  process.env["SADAKAT_SFTP_HOST_KEY"] = server.hostKey;
  process.env["SADAKAT_SFTP_KEY_FILE"] = server.keyFile;
  delete process.env["SADAKAT_SFTP_PASSWORD"];
});

async function read(path: string): Promise<string[]> {
  const files = await inputFiles(`${server.address}${path}`, folder);
  return files.map((file) => `${file.name}: ${readFileSync(file.path, "utf8")}`);
}

test("a pattern's files come in the order of their days, without folders", options, async () => {
  assert.deepEqual(await read("/sales 2026-*.csv"), ["sales 2026-01-09.csv: nine", "sales 2026-01-10.csv: ten"]);
  // One has no day in its name: by name, then.
  assert.deepEqual(await read("/sales*.csv"), [
    "sales [old].csv: old",
    "sales 2026-01-09.csv: nine",
    "sales 2026-01-10.csv: ten"
  ]);
});

test("a file and a folder are fetched by their names", options, async () => {
  assert.deepEqual(await read("/sales [old].csv"), ["sales [old].csv: old"]);
  assert.deepEqual(await read("/days"), ["1.csv: one"]);
  await assert.rejects(read("/nothing-*.csv"), /no such files/);
  await assert.rejects(read("/nothing.csv"), /not found/i);
});

test(
  "a server with another key gets no login, and a key that the server does not know gets in nowhere",
  options,
  async () => {
    process.env["SADAKAT_SFTP_HOST_KEY"] = server.otherKey;
    await assert.rejects(read("/other.txt"), /host key|verification/i);
    process.env["SADAKAT_SFTP_HOST_KEY"] = server.hostKey;
    process.env["SADAKAT_SFTP_KEY_FILE"] = server.otherKeyFile;
    await assert.rejects(read("/other.txt"), /Permission denied/);
  }
);

test("what the environment lacks is named, and no password stands in an address", options, async () => {
  delete process.env["SADAKAT_SFTP_HOST_KEY"];
  await assert.rejects(read("/other.txt"), /SADAKAT_SFTP_HOST_KEY .*is not set/);
  process.env["SADAKAT_SFTP_HOST_KEY"] = server.hostKey;
  delete process.env["SADAKAT_SFTP_KEY_FILE"];
  await assert.rejects(
    read("/other.txt"),
    /set SADAKAT_SFTP_KEY_FILE to the file of a private key, or SADAKAT_SFTP_PASSWORD/
  );
  await assert.rejects(inputFiles("sftp://erp:secret@127.0.0.1/x.csv", folder), (error: Error) => {
    assert.match(error.message, /a password stands in no address/);
    assert.doesNotMatch(error.message, /secret/);
    return true;
  });
  // A server without passwords refuses this one; the question was answered without a person.
  process.env["SADAKAT_SFTP_PASSWORD"] = "one";
  await assert.rejects(read("/other.txt"), /Permission denied/);
  rmSync(folder, { recursive: true });
  assert.equal(existsSync(folder), false);
});

test(
  "a password opens the server that has it, a wrong one does not, and it is in no file",
  { skip: withoutPasswords },
  async () => {
    const password = 'it\'s $HOME and "more" \\ çok gizli';
    const byPassword = await startSftp(password);
    try {
      writeFileSync(join(byPassword.folder, "sales.csv"), "by password");
      process.env["SADAKAT_SFTP_HOST_KEY"] = byPassword.hostKey;
      delete process.env["SADAKAT_SFTP_KEY_FILE"];
      process.env["SADAKAT_SFTP_PASSWORD"] = password;
      const [file] = await inputFiles(`${byPassword.address}/sales.csv`, folder);
      assert.equal(readFileSync(file!.path, "utf8"), "by password");
      assert.match(file!.from, /^sftp:\/\/erp-reader@127\.0\.0\.1\/.*sales\.csv$/);
      const kept = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
      for (const name of kept.filter((one) => statSync(one).isFile()))
        assert.ok(!readFileSync(name, "utf8").includes("gizli"), `${name} has the password`);
      process.env["SADAKAT_SFTP_PASSWORD"] = "çok gizli";
      await assert.rejects(inputFiles(`${byPassword.address}/sales.csv`, folder), (error: Error) => {
        assert.match(error.message, /Permission denied/);
        return !error.message.includes("gizli");
      });
    } finally {
      byPassword.stop();
      delete process.env["SADAKAT_SFTP_PASSWORD"];
    }
  }
);

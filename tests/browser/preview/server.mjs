// `onrecord serve` as a process.

import { spawn } from "node:child_process";
import { once } from "node:events";

/** How long it may take to start, in ms. */
const PATIENCE = 20_000;

/** Starts it on `port`, where 0 is any, and waits for its address. */
export async function preview(program, site, { port = 0, base = "/" } = {}) {
  const options = ["serve", "--site", site.root, "--port", String(port), "--base-path", base];
  const child = spawn(program, options, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const address = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no address came: ${said}`)), PATIENCE);
    child.once("exit", (code) => reject(new Error(`it ended with ${code}: ${said}`)));
    child.stderr.on("data", (bytes) => { said += bytes; });
    child.stdout.on("data", (bytes) => {
      said += bytes;
      const found = /Preview at (\S+) /.exec(said);
      if (!found) return;
      clearTimeout(timer);
      resolve(found[1]);
    });
  });
  return {
    port: Number(new URL(address).port),
    url: (page = "") => address + page,
    /** What it printed so far. */
    said: () => said,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}

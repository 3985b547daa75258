// A web server for one folder below a sub-path, as GitHub Pages serves a project: nothing outside the sub-path exists.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
};

/**
 * Serves the files of `site` under `base` (`/some/sub/path/`) on a free port of the loopback. The file `notFound`, where there is one,
 * answers below `base` for what is not there.
 */
export async function serve(site, base, { notFound } = {}) {
  const known = new Set(site.files);
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    let file = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) : undefined;
    if (file === "" || file?.endsWith("/")) file += "index.html";
    if (notFound && file !== undefined && !known.has(file)) {
      response.writeHead(404, { "content-type": TYPES[".html"] }).end(await readFile(path.join(site.root, notFound)));
      return;
    }
    if (file === undefined || !known.has(file)) {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
      return;
    }
    const body = await readFile(path.join(site.root, file));
    response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const root = `http://127.0.0.1:${server.address().port}${base}`;
  return {
    root,
    /** The address of a page as readers see it, without `index.html`. */
    url: (file) => root + file.replace(/(^|\/)index\.html$/, "$1").split("/").map(encodeURIComponent).join("/"),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

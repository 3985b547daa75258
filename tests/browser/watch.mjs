// Listens to a page: what it asks for and what it complains about.

/**
 * Starts listening. Requests that leave `root` are stopped, so that a test never reaches the network. `heard()` gives
 * what came up since it was last called.
 */
export async function watch(page, root) {
  let requests = [];
  let complaints = [];
  await page.route("**/*", (route) => (route.request().url().startsWith(root) ? route.continue() : route.abort()));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(root) && !url.startsWith("data:")) requests.push(`asks for ${url}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} for ${response.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return {
    heard() {
      const heard = { requests, complaints };
      requests = [];
      complaints = [];
      return heard;
    },
  };
}

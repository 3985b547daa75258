// One Chromium, and the contexts that the checks read pages in.

import { chromium } from "playwright-core";

/** Where Debian puts it; `tests/run` looks for others and says so in `CHROMIUM`. */
const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Starts it so that it calls nobody by itself, with `more` of its options. */
export async function launch(...more) {
  const args = [
    ...more,
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  // Its sandbox works neither for root nor in most containers, and the pages are our own.
  return chromium.launch({ executablePath: EXECUTABLE, args, chromiumSandbox: false });
}

export const WIDE = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };
export const NARROWEST = { width: 320, height: 640 };
export const SCHEMES = ["light", "dark"];

/** Every way in which a page is looked at. */
export const LOOKS = [WIDE, PHONE, NARROWEST].flatMap((viewport) => SCHEMES.map((scheme) => ({ viewport, scheme })));

/** The words for a look in reports and file names: `390-dark`. */
export function nameOf(look) {
  return `${look.viewport.width}-${look.scheme}`;
}

/** Gives an open page another look, without loading it again. */
export async function wear(page, look) {
  await page.setViewportSize(look.viewport);
  await page.emulateMedia({ colorScheme: look.scheme });
}

/** Opens a page in a context of its own, hands it to `work`, and closes the context whatever happens. */
export async function withPage(browser, options, work) {
  const context = await browser.newContext({ viewport: WIDE, reducedMotion: "reduce", ...options });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    return await work(page);
  } finally {
    await context.close();
  }
}

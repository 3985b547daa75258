// How a tab hears of the site.
//
// A browser opens six connections to one server and no more, and a stream of events holds one for as long as it lasts. So of
// all tabs that somebody sees one listens and passes on what it hears; when it goes, the next one takes its place. Tabs that
// nobody sees let go, and ask when they are seen again: after an hour, after the machine slept, after a network came back.

const EVENTS = new URL("events", import.meta.url);
const STATE = new URL("state", import.meta.url);

/** How long to wait before asking a server again that did not answer, in ms. */
const AGAIN = 1000;

/** Calls `hear` with what is shown, now and whenever that changes, and `silence` when the server cannot be reached. */
export function listen(hear, silence) {
  let heard = 0;
  const take = (state) => {
    heard += 1;
    if (state) hear(state);
    else silence();
  };

  async function ask() {
    const before = heard;
    const answer = await fetch(STATE, { cache: "no-store" }).then((response) => response.json()).catch(() => null);
    // What came in the meantime is newer.
    if (heard === before) take(answer);
  }

  // Other machines reach a preview by an address that browsers do not trust with locks: there each tab asks for itself.
  const follow = navigator.locks && window.BroadcastChannel ? sharing(take) : asking(ask);
  let stop = null;
  const letGo = () => {
    stop?.();
    stop = null;
  };
  const look = () => {
    if (document.hidden) return letGo();
    stop ??= follow();
    ask();
  };
  document.addEventListener("visibilitychange", look);
  addEventListener("online", look);
  addEventListener("pagehide", letGo);
  addEventListener("pageshow", (event) => { if (event.persisted) look(); });
  look();
}

/** Asks again and again. */
function asking(ask) {
  return () => {
    const timer = setInterval(ask, AGAIN);
    return () => clearInterval(timer);
  };
}

/** Listens for all tabs, or to the tab that does. */
function sharing(take) {
  const channel = new BroadcastChannel("onrecord");
  channel.addEventListener("message", (event) => take(event.data));
  const tell = (state) => {
    channel.postMessage(state);
    take(state);
  };
  return () => {
    const turn = new AbortController();
    const lead = () => new Promise((release) => {
      const close = open(tell);
      turn.signal.addEventListener("abort", () => {
        close();
        release();
      });
    });
    // Whoever gives up waiting is told so as an error.
    navigator.locks.request("onrecord", { signal: turn.signal }, lead).catch(() => {});
    return () => turn.abort();
  };
}

/** Opens the stream and keeps it open, whatever becomes of the server. */
function open(tell) {
  let source = null, timer = 0;
  const connect = () => {
    source = new EventSource(EVENTS);
    source.addEventListener("state", (event) => tell(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      tell(null);
      // Most failures a browser mends by itself.
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, AGAIN);
    });
  };
  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

/** Milliseconds, which go on whatever becomes of the browser's own time. */
export const clock = () => performance.now();
/** Now, to reckon with and to read. */
export const stamp = () => ({ now: clock(), at: new Date().toISOString() });

export interface PageNews {
  offline: () => void;
  online: () => void;
  /** The page is looked at again; the device may have slept. */
  seen: () => void;
  hidden: () => void;
  /** The page goes away. */
  left: () => void;
  /** Whether nothing is lost with the page: else the browser asks. */
  mayLeave: () => boolean;
}

/** Listens to the page and the network. @returns ends it. */
export function listenToPage(news: PageNews): () => void {
  const heard: [EventTarget, string, (event: Event) => void][] = [
    [window, "offline", news.offline],
    [window, "online", news.online],
    [window, "pagehide", news.left],
    [window, "beforeunload", (event) => news.mayLeave() || event.preventDefault()],
    [
      document,
      "visibilitychange",
      () => (document.visibilityState === "hidden" ? news.hidden() : news.seen()),
    ],
  ];
  for (const [target, name, act] of heard) target.addEventListener(name, act);
  if (!navigator.onLine) news.offline();
  return () => {
    for (const [target, name, act] of heard) target.removeEventListener(name, act);
  };
}

/** Those who wait for the next news, or for their time to end. */
export class Waiting {
  readonly #waiting = new Set<() => void>();

  /** Waits while there is something to wait for, so many milliseconds at most; after news also until it is in vain. */
  async during(ms: number, isLeft: () => boolean, isVain: () => boolean): Promise<void> {
    for (const until = clock() + ms; isLeft() && clock() < until; ) {
      await this.next(until - clock());
      if (isVain()) return;
    }
  }

  next(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.max(1, ms));
      this.#waiting.add(wake);
    });
  }

  tell(): void {
    for (const wake of this.#waiting) wake();
  }
}

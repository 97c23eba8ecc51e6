// @ts-check
// Waiting until somebody has stopped typing, and asking the server with no answer that comes too late.

/**
 * Make a function that runs the last of several calls in quick succession.
 * @template {unknown[]} A
 * @param {(...given: A) => void} run
 * @param {number} wait milliseconds without another call
 * @returns {((...given: A) => void) & { cancel: () => void }}
 */
export function afterPause(run, wait) {
  let timer = 0;
  const later = (/** @type {A} */ ...given) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(run, wait, ...given);
  };
  return Object.assign(later, { cancel: () => window.clearTimeout(timer) });
}

/**
 * Make a function that asks for JSON; a question still open is dropped for the next one.
 * @param {string} path
 * @returns {((question: URLSearchParams) => Promise<any>) & { cancel: () => void }} null for what was dropped or failed
 */
export function asker(path) {
  let open = new AbortController();
  const cancel = () => open.abort();
  const ask = async (/** @type {URLSearchParams} */ question) => {
    cancel();
    open = new AbortController();
    const { signal } = open;
    try {
      const answer = await fetch(`${path}?${question}`, { signal, headers: { Accept: "application/json" } });
      const found = answer.ok ? await answer.json() : null;
      return signal.aborted ? null : found;
    } catch {
      return null; // dropped, or no network: what is asked for here is comfort, and the page works without it
    }
  };
  return Object.assign(ask, { cancel });
}

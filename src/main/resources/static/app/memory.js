/** What the browser remembers: labs that were opened, and where things were put. */

const LABS = 'vethlab.labs';
const MOST = 30;

/** @param {string} key @param {any} fallback @returns {any} */
export function recall(key, fallback) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') ?? fallback;
  } catch {
    return fallback;
  }
}

/** @param {string} key @param {any} value */
export function remember(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing still shows everything.
  }
}

/** @returns {{id: string, name: string}[]} newest first */
export function myLabs() {
  return recall(LABS, []);
}

/** @param {string} id @param {string} name */
export function rememberLab(id, name) {
  remember(LABS, [{ id, name }, ...myLabs().filter((lab) => lab.id !== id)].slice(0, MOST));
}

/** @param {string} id */
export function forgetLab(id) {
  remember(LABS, myLabs().filter((lab) => lab.id !== id));
}

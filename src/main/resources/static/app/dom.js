/** Elements made in one expression. */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {Element} element
 * @param {Record<string, any>} properties `on…` are listeners, `class` and `aria-…` attributes, all others too unless boolean
 * @param {any[]} children
 */
function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value') /** @type {any} */ (element).value = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/**
 * An HTML element.
 * @param {string} tag
 * @param {Record<string, any>} [properties]
 * @param {...any} children
 * @returns {any}
 */
export function h(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

/**
 * An SVG element.
 * @param {string} tag
 * @param {Record<string, any>} [properties]
 * @param {...any} children
 * @returns {any}
 */
export function svg(tag, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

/** Gives an element new content. @param {Element} element @param {...any} children */
export function put(element, ...children) {
  element.replaceChildren();
  return fill(element, {}, children);
}

/** A picture on a button. @param {string} path in a box of 16 by 16 */
export function icon(path) {
  return svg('svg', { class: 'icon', viewBox: '0 0 16 16', width: 14, height: 14, 'aria-hidden': 'true' }, svg('path', { d: path, fill: 'currentColor' }));
}

/** Says something at the edge of the page, for a few seconds. @param {string} text @param {boolean} [bad] */
export function notice(text, bad = false) {
  const place = /** @type {HTMLElement} */ (document.getElementById('notice'));
  place.replaceChildren(h('p', { class: bad ? 'bad' : '' }, text));
  clearTimeout(/** @type {any} */ (notice).timer);
  /** @type {any} */ (notice).timer = setTimeout(() => place.replaceChildren(), bad ? 9000 : 4000);
}

/** Runs an action of the user; what goes wrong is said. @param {() => Promise<any>} action */
export async function attempt(action) {
  try {
    return await action();
  } catch (failure) {
    notice(failure instanceof Error ? failure.message : String(failure), true);
    return undefined;
  }
}

/** Virtual time as a person reads it. @param {number} ns */
export function seconds(ns) {
  return (ns / 1e9).toFixed(6);
}

/** A text as the only content of a file that the user gets. @param {string} name @param {string} text */
export function copy(text, name) {
  return navigator.clipboard
    ? navigator.clipboard.writeText(text).then(() => notice(`${name} is copied.`), () => notice(text))
    : notice(text);
}

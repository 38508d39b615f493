/** The REST interface of the service. */

import { askForKey } from './key.js';

const BASE = '/api/v1';

/** An answer that is a problem (RFC 9457). */
export class Problem extends Error {
  /** @param {number} status @param {{detail?: string, title?: string}} body */
  constructor(status, body) {
    super(body.detail || body.title || `The service answered ${status}.`);
    this.status = status;
  }
}

/**
 * @typedef {object} Options
 * @property {any} [json] a body
 * @property {string} [text] a body
 * @property {string} [type] the body's media type
 * @property {string} [accept]
 */

/**
 * @param {string} method
 * @param {string} path below /api/v1
 * @param {Options} [options]
 * @returns {Promise<Response>}
 */
export async function send(method, path, options = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: options.accept ?? 'application/json' };
  let body;
  if (options.json !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(options.json);
  } else if (options.text !== undefined) {
    headers['Content-Type'] = options.type ?? 'text/plain';
    body = options.text;
  }
  let response;
  try {
    response = await fetch(BASE + path, { method, headers, body });
  } catch {
    throw new Error('The service cannot be reached. Is it still running?');
  }
  if (response.status === 401) {
    await askForKey();
    return send(method, path, options);
  }
  if (!response.ok) {
    throw new Problem(response.status, await response.json().catch(() => ({})));
  }
  return response;
}

/** @param {string} path @param {Options} [options] @returns {Promise<any>} */
export async function get(path, options) {
  return (await send('GET', path, options)).json();
}

/** @param {string} path @param {any} json @returns {Promise<any>} */
export async function post(path, json) {
  return (await send('POST', path, json === undefined ? {} : { json })).json();
}

/**
 * All items of a list, page by page.
 * @param {string} path
 * @param {string} plural
 * @param {number} [most]
 * @returns {Promise<any[]>}
 */
export async function all(path, plural, most = 5000) {
  const items = [];
  let token = '';
  do {
    const page = await get(`${path}${path.includes('?') ? '&' : '?'}pageSize=500${token && `&pageToken=${token}`}`);
    items.push(...page[plural]);
    token = page.nextPageToken ?? '';
  } while (token && items.length < most);
  return items;
}

/** A part of a path. @param {string} text */
export function part(text) {
  return encodeURIComponent(text);
}

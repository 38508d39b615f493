/** The key of a service that asks for one. It is kept in a cookie until the browser ends, since links and event streams carry no header. */

import { h } from './dom.js';

const COOKIE = 'vethlab-key';

/** @type {Promise<void> | undefined} */
let asking;

/**
 * Asks for the key, once for all who need it.
 * @returns {Promise<void>}
 */
export function askForKey() {
  asking ??= ask().finally(() => { asking = undefined; });
  return asking;
}

/** @returns {Promise<void>} */
function ask() {
  const again = document.cookie.includes(`${COOKIE}=`);
  return new Promise((resolve, reject) => {
    const input = h('input', { id: 'key', type: 'password', required: true, pattern: '[A-Za-z0-9._~+\\/=\\-]+', autocomplete: 'current-password' });
    const form = h('form', { method: 'dialog' },
      h('h2', { id: 'key-title' }, again ? 'This key is not known' : 'A key is needed'),
      h('p', {}, 'Whoever runs this service gives it to you. It is kept until you close the browser.'),
      h('p', { class: 'row' }, h('label', { for: 'key' }, 'Key'), input),
      h('p', { class: 'buttons' }, h('button', { class: 'primary', type: 'submit' }, 'Continue')));
    const dialog = h('dialog', { 'aria-labelledby': 'key-title', oncancel: () => reject(new Error('Without a key there is nothing to see here.')) }, form);
    form.addEventListener('submit', () => {
      const secure = location.protocol === 'https:' ? '; Secure' : '';
      document.cookie = `${COOKIE}=${/** @type {HTMLInputElement} */ (input).value.trim()}; Path=/; SameSite=Strict${secure}`;
      dialog.remove();
      resolve();
    });
    document.body.append(dialog);
    /** @type {HTMLDialogElement} */ (dialog).showModal();
  });
}

/** The start: the catalogue, my labs, and importing a file. */

import { all, get, post, part, send, Problem } from './api.js';
import { attempt, h, notice } from './dom.js';
import { forgetLab, myLabs, rememberLab } from './memory.js';
import { miniature } from './miniature.js';

/** @param {HTMLElement} main @param {HTMLElement} top @returns {Promise<() => void>} */
export async function startView(main, top) {
  document.title = 'vethlab';
  top.append(h('nav', { 'aria-label': 'Documentation', class: 'end' }, h('a', { href: '/docs' }, 'REST interface')));
  const entries = await all('/topologies', 'topologies');
  const mine = h('ul', { class: 'mine' });
  const mySection = h('section', { 'aria-labelledby': 'my-labs', hidden: true }, h('h2', { id: 'my-labs' }, 'My labs'), mine);
  main.replaceChildren(
    h('div', { class: 'start' },
      h('section', { class: 'hero' },
        h('h1', {}, 'See the packets move, and why.'),
        h('p', {}, 'A Linux network lab in your browser. Open a lab, send a ping, watch each packet go, and read what the kernel decided about it.'),
        h('p', { class: 'hero-actions' },
          h('button', { class: 'primary big', id: 'tour-button', onclick: () => open({ template: 'veth-one-host' }, '?tour') }, 'Take the guided tour'),
          h('button', { class: 'big', id: 'empty-lab', onclick: () => open({ name: 'my lab' }) }, 'Start with an empty lab'))),
      mySection,
      h('section', { 'aria-labelledby': 'catalogue' },
        h('h2', { id: 'catalogue' }, 'Ready-made labs'),
        h('div', { class: 'cards' }, entries.map(card))),
      importSection(),
      gettingStarted()));
  showMine(mine, mySection);
  return () => {};
}

/** @param {any} entry */
function card(entry) {
  return h('article', { class: 'card' },
    miniature(entry.topology),
    h('h3', {}, entry.title),
    h('p', {}, entry.text),
    h('button', { class: 'primary', 'data-open': entry.id, 'aria-label': `Open: ${entry.title}`, onclick: () => open({ template: entry.id }) }, 'Open'));
}

/** @param {any} wanted @param {string} [mode] */
function open(wanted, mode = '') {
  return attempt(async () => {
    const lab = await post('/labs', wanted);
    rememberLab(lab.id, lab.name);
    if (mode) sessionStorage.setItem('vethlab.tour', lab.id);
    location.hash = `#/labs/${lab.id}`;
  });
}

/** @param {HTMLElement} list @param {HTMLElement} section */
async function showMine(list, section) {
  for (const { id, name } of myLabs()) {
    try {
      const lab = await get(`/labs/${part(id)}`);
      const item = h('li', {},
        h('a', { href: `#/labs/${id}` }, lab.name || name),
        h('span', { class: 'quiet' }, ` revision ${lab.revision}, made ${new Date(lab.createdAt).toLocaleString()}`),
        h('button', {
          class: 'small',
          'aria-label': `Delete ${lab.name}`,
          onclick: () => attempt(async () => {
            await send('DELETE', `/labs/${part(id)}`);
            forgetLab(id);
            item.remove();
            section.hidden = list.childElementCount === 0;
          }),
        }, 'Delete'));
      list.append(item);
      section.hidden = false;
    } catch (failure) {
      if (failure instanceof Problem && failure.status === 404) forgetLab(id);
    }
  }
}

function importSection() {
  const input = h('input', { type: 'file', id: 'import-file', onchange: () => read(input.files[0]) });
  const zone = h('div', {
    class: 'dropzone',
    ondragover: (/** @type {DragEvent} */ event) => {
      event.preventDefault();
      zone.classList.add('over');
    },
    ondragleave: () => zone.classList.remove('over'),
    ondrop: (/** @type {DragEvent} */ event) => {
      event.preventDefault();
      zone.classList.remove('over');
      read(event.dataTransfer?.files[0]);
    },
  },
  h('label', { for: 'import-file' }, 'Drop a shell script, a .lab file or a topology (JSON, YAML) here, or choose one'), input);
  return h('section', { 'aria-labelledby': 'import' }, h('h2', { id: 'import' }, 'Bring your own'), zone);
}

/** @param {File | undefined} file */
function read(file) {
  if (!file) return undefined;
  return attempt(async () => {
    const text = await file.text();
    const name = file.name.replace(/\.(lab|sh|json|ya?ml|txt)$/, '').slice(0, 200) || 'imported';
    const document = /\.(json|ya?ml)$/.test(file.name) || /^\s*(\{|namespaces:)/.test(text);
    const lab = await post('/labs', { name });
    try {
      if (document) {
        const json = /^\s*\{/.test(text);
        await send('PUT', `/labs/${lab.id}/topology`, { text, type: json ? 'application/json' : 'application/yaml' });
      } else {
        const script = text.replace(/^\s*set -.*$/gm, '').replace(/^\s*mount .*$/gm, '');
        const { results } = await (await send('POST', `/labs/${lab.id}/commands?trace=true`, { text: script })).json();
        const failed = results.filter((/** @type {any} */ result) => result.exitCode !== 0);
        if (failed.length) {
          notice(`${failed.length} of ${results.length} lines failed; the first: ${failed[0].command}: ${failed[0].stderr || failed[0].stdout}`, true);
        }
      }
    } catch (failure) {
      await send('DELETE', `/labs/${lab.id}`).catch(() => {});
      throw failure;
    }
    rememberLab(lab.id, name);
    location.hash = `#/labs/${lab.id}`;
  });
}

function gettingStarted() {
  return h('section', { 'aria-labelledby': 'help', class: 'help' },
    h('h2', { id: 'help' }, 'Getting started'),
    h('ol', {},
      h('li', {}, h('b', {}, 'Open a lab'), ' above. The drawing shows its namespaces, their devices, and the veth pairs that join them.'),
      h('li', {}, h('b', {}, 'Ping: '), 'drag the small arrow of one device to another, or press “Ping”, or type in the terminal as you would on Linux.'),
      h('li', {}, h('b', {}, 'Watch: '), 'the packets travel along the drawing. Where one turns red, its reason stands beside it and in the panel “Why”.'),
      h('li', {}, h('b', {}, 'Change and try again: '), 'each setting that the kernel looked at is a button. “Undo” takes anything back.')),
    h('p', {}, 'Everything on this page goes over the ', h('a', { href: '/docs' }, 'REST interface'), ', so a script can do it too.'));
}

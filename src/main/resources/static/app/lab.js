/** A lab on the screen: all panels, what joins them, and the events that keep them up to date. */

import { part } from './api.js';
import { attempt, copy, h, notice } from './dom.js';
import { Diagnose } from './diagnose.js';
import { Dialogs } from './dialogs.js';
import { Drawing } from './drawing.js';
import { Ladder } from './ladder.js';
import { rememberLab } from './memory.js';
import { LabModel } from './model.js';
import { PacketDetails } from './details.js';
import { PacketList } from './packets.js';
import { splitter, tabbed } from './panels.js';
import { Player } from './player.js';
import { Settings } from './settings.js';
import { TerminalPanel } from './terminal.js';
import { Tour } from './tour.js';
import { Why } from './why.js';

/** @param {string} id @param {HTMLElement} main @param {HTMLElement} top @returns {Promise<() => void>} */
export async function labView(id, main, top) {
  const model = new LabModel(id);
  const terminal = new TerminalPanel(model);
  const type = (/** @type {string} */ line, namespace = 'host') => terminal.type(line, namespace);
  const drawing = new Drawing(model);
  const player = new Player(model, drawing);
  const packets = new PacketList(model);
  const ladder = new Ladder(model, packets);
  const why = new Why(model);
  const settings = new Settings(model, type);
  const dialogs = new Dialogs(model, type);
  const diagnose = new Diagnose(model, type);

  const seen = tabbed('What was seen', [
    { id: 'packets', title: 'Packets', content: packets.element },
    { id: 'ladder', title: 'Ladder', content: ladder.element, shown: () => ladder.draw() },
  ]);
  const reasons = tabbed('Explanations', [
    { id: 'why', title: 'Why', content: why.element },
    { id: 'details', title: 'Bytes', content: new PacketDetails(model).element },
    { id: 'settings', title: 'Settings', content: settings.element, shown: () => settings.show() },
  ]);
  const reveal = (/** @type {string} */ tab) => (seen.has(tab) ? seen : reasons).choose(tab);
  const tour = new Tour(model, type, reveal);

  const left = h('div', { class: 'column left' });
  const right = h('div', { class: 'column right' });
  const grid = h('div', { class: 'lab' });
  left.append(
    h('section', { class: 'panel', 'aria-label': 'Drawing' }, tools(dialogs, drawing), drawing.element, player.element),
    splitter(left, 'drawing', 'y', 'Height of the drawing'),
    h('section', { class: 'panel terminal-panel', 'aria-label': 'Terminal' }, diagnose.element, terminal.element));
  right.append(seen.element, splitter(right, 'packets', 'y', 'Height of the packets'), reasons.element);
  grid.append(left, splitter(grid, 'left', 'x', 'Width of the drawing'), right);
  main.replaceChildren(h('h1', { class: 'hidden' }, 'Lab'), grid, tour.element);
  top.append(...menu(model, tour));

  terminal.addEventListener('failedPing', (/** @type {any} */ event) => diagnose.offer(event.detail));
  model.addEventListener('ran', () => diagnose.hide());
  why.addEventListener('type', (/** @type {any} */ event) => type(event.detail.line, event.detail.namespace).then(event.detail.done));
  drawing.addEventListener('ping', (/** @type {any} */ event) => dialogs.dragged(event.detail));
  drawing.addEventListener('device', (/** @type {any} */ event) => {
    reveal('settings');
    settings.choose(event.detail.namespace, event.detail.device);
  });

  await model.refresh();
  document.title = `${model.lab.name}, vethlab`;
  rememberLab(id, model.lab.name);
  const events = follow(model);
  const keys = (/** @type {KeyboardEvent} */ event) => shortcuts(event, model);
  addEventListener('keydown', keys);
  if (sessionStorage.getItem('vethlab.tour') === id) {
    sessionStorage.removeItem('vethlab.tour');
    tour.start();
  }
  return () => {
    events.close();
    removeEventListener('keydown', keys);
    player.stop();
    terminal.dispose();
  };
}

/**
 * Listens while the page is seen. Browsers open few connections to one service, and pages that nobody looks at must not use
 * them up; a page that is seen again is told the present revision at once.
 * @param {LabModel} model
 */
function follow(model) {
  /** @type {EventSource | undefined} */
  let events;
  const close = () => {
    events?.close();
    events = undefined;
  };
  const listen = () => {
    if (document.hidden) close();
    else if (!events) {
      events = new EventSource(`/api/v1/labs/${part(model.id)}/events`);
      events.addEventListener('revision', (event) => {
        attempt(() => model.follow(JSON.parse(event.data).revision));
      });
    }
  };
  document.addEventListener('visibilitychange', listen);
  addEventListener('pagehide', close);
  addEventListener('pageshow', listen);
  listen();
  return {
    close: () => {
      document.removeEventListener('visibilitychange', listen);
      removeEventListener('pagehide', close);
      removeEventListener('pageshow', listen);
      close();
    },
  };
}

/** @param {Dialogs} dialogs @param {Drawing} drawing */
function tools(dialogs, drawing) {
  const button = (/** @type {string} */ text, /** @type {() => any} */ onclick, /** @type {string} */ id) => h('button', { class: 'small', id, onclick }, text);
  return h('div', { class: 'bar tools', role: 'toolbar', 'aria-label': 'Drawing' },
    h('button', { class: 'small primary', id: 'do-ping', onclick: () => dialogs.ping() }, 'Ping'),
    button('+ Namespace', () => dialogs.namespace(), 'add-namespace'),
    button('+ Pair', () => dialogs.pair(), 'add-pair'),
    button('+ Bridge', () => dialogs.bridge(), 'add-bridge'),
    button('+ Device', () => dialogs.device(), 'add-device'),
    button('+ Address', () => dialogs.address(), 'add-address'),
    h('span', { class: 'space' }),
    h('button', { class: 'small', 'aria-label': 'Zoom in', onclick: () => drawing.viewport.zoom(1.25) }, '+'),
    h('button', { class: 'small', 'aria-label': 'Zoom out', onclick: () => drawing.viewport.zoom(0.8) }, '−'),
    button('Fit', () => drawing.fit(), 'fit'),
    button('Tidy up', () => drawing.arrange(true), 'tidy'));
}

/** @param {LabModel} model @param {Tour} tour */
function menu(model, tour) {
  const undo = h('button', { class: 'small', id: 'undo', onclick: () => attempt(() => model.step('undo')) }, '↶ Undo');
  const redo = h('button', { class: 'small', id: 'redo', onclick: () => attempt(() => model.step('redo')) }, '↷ Redo');
  const name = h('span', { class: 'lab-name' });
  model.addEventListener('revision', () => {
    undo.disabled = !model.undoable;
    undo.title = model.undoable ? `Undo: ${model.undoable}` : 'Nothing to undo';
    redo.disabled = !model.redoable;
    redo.title = model.redoable ? `Redo: ${model.redoable}` : 'Nothing to redo';
    name.textContent = model.lab.name;
    name.title = `Revision ${model.lab.revision}`;
    tourButton.hidden = !model.device('host', 'veth0')?.addresses.includes('10.1.1.2/24');
  });
  const tourButton = h('button', { class: 'small', id: 'tour', hidden: true, onclick: () => tour.start() }, 'Tour');
  const base = `/api/v1${model.path}`;
  const exports = h('details', { class: 'menu', id: 'export' }, h('summary', {}, 'Export'),
    h('ul', {},
      h('li', {}, h('a', { href: `${base}/export?format=shell`, download: 'lab.sh' }, 'Shell script')),
      h('li', {}, h('a', { href: `${base}/captures?format=pcapng`, download: 'lab.pcapng' }, 'Packets as pcapng')),
      h('li', {}, h('button', { class: 'link', id: 'copy-mermaid', onclick: () => attempt(async () => copy(await (await fetch(`${base}/export?format=mermaid`)).text(), 'The Mermaid drawing')) }, 'Copy Mermaid drawing')),
      h('li', {}, h('a', { href: `${base}/export?format=yaml`, download: 'lab.yaml' }, 'Topology (YAML)')),
      h('li', {}, h('button', { class: 'link', id: 'copy-link', onclick: () => copy(location.href, 'The link') }, 'Copy link to share'))));
  exports.addEventListener('focusout', (/** @type {FocusEvent} */ event) => {
    if (event.relatedTarget && !exports.contains(/** @type {Node} */ (event.relatedTarget))) exports.open = false;
  });
  return [name, h('nav', { class: 'end', 'aria-label': 'Lab' }, tourButton, undo, redo, exports, h('a', { href: '/docs' }, 'REST'))];
}

/** @param {KeyboardEvent} event @param {LabModel} model */
function shortcuts(event, model) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
  event.preventDefault();
  const verb = event.shiftKey ? 'redo' : 'undo';
  if (model[`${verb}able`]) attempt(() => model.step(verb));
  else notice(`Nothing to ${verb}`);
}

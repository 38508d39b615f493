/** A device's settings with the values that count, its state, and its addresses. */

import { all, part } from './api.js';
import { inNamespace, quote } from './commands.js';
import { attempt, h, put } from './dom.js';
import { ordered } from './places.js';

export class Settings {
  /** @param {import('./model.js').LabModel} model @param {(line: string) => Promise<any>} type runs a command line */
  constructor(model, type) {
    this.model = model;
    this.type = type;
    this.namespace = 'host';
    this.device = '';
    this.places = h('select', { id: 'settings-place', onchange: () => this.choose(...split(this.places.value)) });
    this.filter = h('input', { type: 'search', id: 'settings-filter', placeholder: 'such as rp_filter', 'aria-label': 'Only settings whose name contains', oninput: () => this.#draw() });
    this.list = h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Settings' });
    this.element = h('div', { class: 'settings' }, h('div', { class: 'bar' }, h('label', { for: 'settings-place' }, 'Settings of '), this.places, this.filter), this.list);
    /** @type {any[]} */
    this.sysctls = [];
    model.addEventListener('revision', () => this.show());
  }

  /** @param {string} namespace @param {string} device */
  choose(namespace, device) {
    this.namespace = namespace;
    this.device = device;
    return this.show();
  }

  async show() {
    const options = this.model.namespaces.flatMap((ns) => [...ns.devices.map((device) => device.name), 'all', 'default']
      .map((name) => `${ns.name}/${name}`));
    if (!options.includes(`${this.namespace}/${this.device}`)) {
      const first = this.model.namespaces[0];
      this.device = (first && ordered(first)[0]?.name) ?? 'all';
      this.namespace = first?.name ?? 'host';
    }
    const value = `${this.namespace}/${this.device}`;
    if (this.options !== options.join()) {
      this.options = options.join();
      this.places.replaceChildren(...options.map((option) => h('option', { value: option }, option)));
    }
    this.places.value = value;
    if (!this.element.offsetParent) return;
    const prefix = `net.ipv4.conf.${this.device.replaceAll('.', '/')}.`;
    const found = await attempt(() => all(`${this.model.path}/namespaces/${part(this.namespace)}/sysctls?prefix=${encodeURIComponent(prefix)}`, 'sysctls'));
    if (found && value === `${this.namespace}/${this.device}` && !this.list.contains(document.activeElement)) {
      this.sysctls = found;
      this.#draw();
    }
  }

  #draw() {
    const wanted = this.filter.value.trim();
    const shown = this.sysctls.filter((sysctl) => sysctl.name.includes(wanted)).sort((a, b) => Number(b.simulated) - Number(a.simulated));
    const device = this.model.device(this.namespace, this.device);
    put(this.list,
      device ? this.#device(device) : null,
      h('table', { class: 'sysctls' },
        h('thead', {}, h('tr', {}, ['Setting', 'Value', 'In effect'].map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', {}, shown.map((sysctl) => this.#row(sysctl)))));
  }

  /** @param {import('./model.js').Device} device */
  #device(device) {
    const line = (/** @type {string} */ text) => this.type(inNamespace(this.namespace, text));
    return h('div', { class: 'device' },
      h('p', {}, h('b', {}, device.name), ` ${device.kind}, ${device.mac ?? ''}, mtu ${device.mtu ?? ''} `,
        h('button', { class: 'small', onclick: () => line(`ip link set dev ${quote(device.name)} ${device.up ? 'down' : 'up'}`).then(() => this.show()) }, device.up ? 'Set down' : 'Set up')),
      h('ul', { class: 'addresses' }, device.addresses.map((address) => h('li', {}, h('code', {}, address), ' ',
        h('button', { class: 'small', 'aria-label': `Remove ${address}`, onclick: () => line(`ip address del ${address} dev ${quote(device.name)}`).then(() => this.show()) }, 'Remove')))));
  }

  /** @param {any} sysctl */
  #row(sysctl) {
    const short = sysctl.name.slice(sysctl.name.lastIndexOf('.') + 1);
    const input = h('input', { value: sysctl.value ?? '', size: 6, 'aria-label': sysctl.name, disabled: sysctl.value === null, onchange: () => this.#set(sysctl.name, input.value) });
    const differs = sysctl.effective !== null && sysctl.effective !== sysctl.value;
    return h('tr', { class: `${sysctl.simulated ? '' : 'unsimulated'}${sysctl.value !== sysctl.default ? ' changed' : ''}`, title: sysctl.description ?? '' },
      h('th', { scope: 'row' }, h('code', {}, short), h('span', { class: 'quiet describe' }, sysctl.simulated ? sysctl.description ?? '' : 'kept, but not simulated')),
      h('td', {}, input),
      h('td', { class: differs ? 'differs' : '', title: differs ? 'Combined with the setting of “all”' : '' }, sysctl.effective ?? ''));
  }

  /** @param {string} name @param {string} value */
  async #set(name, value) {
    await this.type(inNamespace(this.namespace, `sysctl -w ${name}=${quote(value)}`));
    const found = await attempt(() => all(`${this.model.path}/namespaces/${part(this.namespace)}/sysctls?prefix=${encodeURIComponent(name.slice(0, name.lastIndexOf('.') + 1))}`, 'sysctls'));
    if (found) {
      this.sysctls = found;
      const focused = document.activeElement?.getAttribute('aria-label');
      this.#draw();
      /** @type {HTMLElement | null} */ (this.list.querySelector(`[aria-label="${CSS.escape(focused ?? '')}"]`))?.focus();
    }
  }
}

/** @param {string} place @returns {[string, string]} */
function split(place) {
  const slash = place.indexOf('/');
  return [place.slice(0, slash), place.slice(slash + 1)];
}

/** Small dialogs that end in command lines. */

import { inNamespace, quote, reachable } from './commands.js';
import { h } from './dom.js';

/**
 * @typedef {object} Input
 * @property {string} name
 * @property {string} label
 * @property {string} [value]
 * @property {string} [hint]
 * @property {string} [pattern]
 * @property {boolean} [optional]
 * @property {string[]} [choices]
 * @property {[string, string[]]} [when] asked for only while another input, a choice, has one of these values
 */

const NAME = '[^\\s\\/]{1,15}';
const ADDRESS = '\\d{1,3}(\\.\\d{1,3}){3}';
const PREFIX = '\\d{1,3}(\\.\\d{1,3}){3}\\/\\d{1,2}';

/**
 * The command that makes a device of each kind.
 * @type {Record<string, (values: Record<string, string>) => string>}
 */
const KINDS = {
  VLAN: ({ name, lower, id }) => `ip link add link ${quote(lower)} name ${quote(name)} type vlan id ${id}`,
  macvlan: ({ name, lower }) => `ip link add link ${quote(lower)} name ${quote(name)} type macvlan mode bridge`,
  ipvlan: ({ name, lower }) => `ip link add link ${quote(lower)} name ${quote(name)} type ipvlan`,
  VXLAN: ({ name, lower, id, remote }) => `ip link add name ${quote(name)} type vxlan id ${id} remote ${remote} dstport 4789 dev ${quote(lower)}`,
  tap: ({ name }) => `ip tuntap add dev ${quote(name)} mode tap`,
  dummy: ({ name }) => `ip link add name ${quote(name)} type dummy`,
  bond: ({ name }) => `ip link add name ${quote(name)} type bond mode active-backup miimon 100`,
  VRF: ({ name, id }) => `ip link add name ${quote(name)} type vrf table ${id}`,
};

/**
 * Asks for some values.
 * @param {string} title
 * @param {Input[]} inputs
 * @param {string} action the word on the button
 * @param {(values: Record<string, string>) => Promise<string | void>} done answers with what is wrong, if anything
 */
export function ask(title, inputs, action, done) {
  const wrong = h('p', { class: 'verdict bad', role: 'alert', hidden: true });
  const form = h('form', { method: 'dialog' },
    h('h2', { id: 'dialog-title' }, title),
    inputs.map((input) => h('p', { class: 'row', 'data-row': input.name },
      h('label', { for: `dialog-${input.name}` }, input.label),
      input.choices
        ? h('select', { id: `dialog-${input.name}`, name: input.name }, input.choices.map((choice) => h('option', { value: choice, selected: choice === input.value }, choice)))
        : h('input', {
          id: `dialog-${input.name}`, name: input.name, value: input.value ?? '', placeholder: input.hint, pattern: input.pattern, required: !input.optional, autocomplete: 'off', spellcheck: 'false',
        }))),
    wrong,
    h('p', { class: 'buttons' }, h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'), h('button', { class: 'primary', type: 'submit' }, action)));
  const dialog = h('dialog', { 'aria-labelledby': 'dialog-title', onclose: () => dialog.remove() }, form);
  form.addEventListener('submit', async (/** @type {Event} */ event) => {
    event.preventDefault();
    const values = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)));
    const fault = await done(values);
    if (fault) {
      wrong.hidden = false;
      wrong.textContent = fault;
    } else {
      dialog.close();
    }
  });
  form.addEventListener('change', () => choose(form, inputs));
  choose(form, inputs);
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Shows the inputs that what is chosen calls for. @param {HTMLFormElement} form @param {Input[]} inputs */
function choose(form, inputs) {
  for (const { name, when } of inputs) {
    if (!when) continue;
    const chosen = /** @type {HTMLSelectElement} */ (form.elements.namedItem(when[0])).value;
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
    field.disabled = !when[1].includes(chosen);
    /** @type {HTMLElement} */ (form.querySelector(`[data-row=${name}]`)).hidden = field.disabled;
  }
}

export class Dialogs {
  /** @param {import('./model.js').LabModel} model @param {(line: string, namespace?: string) => Promise<string | undefined>} type runs a line in a terminal */
  constructor(model, type) {
    this.model = model;
    this.type = type;
  }

  /** Runs lines until one complains. @param {string[]} lines @returns {Promise<string | void>} */
  async #run(lines) {
    for (const line of lines) {
      const output = (await this.type(line))?.trim();
      if (output) return output;
    }
    return undefined;
  }

  #names() {
    return this.model.namespaces.map((ns) => ns.name);
  }

  /** @param {string} start @param {string[]} taken */
  #free(start, taken) {
    let at = 0;
    while (taken.includes(`${start}${at}`)) at++;
    return `${start}${at}`;
  }

  namespace() {
    ask('Add a namespace', [{ name: 'name', label: 'Name', value: this.#free('ns', this.#names()), pattern: '[^\\s\\/]{1,200}' }], 'Add',
      ({ name }) => this.#run([`ip netns add ${quote(name)}`, `ip -n ${quote(name)} link set lo up`]));
  }

  pair() {
    const taken = this.model.namespaces.flatMap((ns) => ns.devices.map((device) => device.name));
    const one = this.#free('veth', taken);
    const names = this.#names();
    ask('Add a veth pair', [
      { name: 'oneNamespace', label: 'One end in', choices: names, value: names[0] },
      { name: 'one', label: 'called', value: one, pattern: NAME },
      { name: 'oneAddress', label: 'with the address', hint: '10.0.0.1/24', pattern: PREFIX, optional: true },
      { name: 'otherNamespace', label: 'The other in', choices: names, value: names.at(-1) },
      { name: 'other', label: 'called', value: this.#free('veth', [...taken, one]), pattern: NAME },
      { name: 'otherAddress', label: 'with the address', hint: '10.0.0.2/24', pattern: PREFIX, optional: true },
    ], 'Add', (values) => {
      const place = (/** @type {string} */ ns) => (ns === 'host' ? '' : ` netns ${quote(ns)}`);
      const lines = [`ip link add name ${quote(values.one)}${place(values.oneNamespace)} type veth peer name ${quote(values.other)}${place(values.otherNamespace)}`];
      for (const end of ['one', 'other']) {
        const ns = values[`${end}Namespace`];
        if (values[`${end}Address`]) lines.push(inNamespace(ns, `ip address add ${values[`${end}Address`]} dev ${quote(values[end])}`));
        lines.push(inNamespace(ns, `ip link set dev ${quote(values[end])} up`));
      }
      return this.#run(lines);
    });
  }

  bridge() {
    const names = this.#names();
    const taken = this.model.namespaces.flatMap((ns) => ns.devices.map((device) => device.name));
    ask('Add a bridge', [
      { name: 'namespace', label: 'In', choices: names },
      { name: 'name', label: 'called', value: this.#free('br', taken), pattern: NAME },
      { name: 'ports', label: 'Ports', hint: 'veth0 veth1', optional: true },
    ], 'Add', ({ namespace, name, ports }) => this.#run([
      `ip link add name ${quote(name)} type bridge`, `ip link set dev ${quote(name)} up`,
      ...ports.split(/[\s,]+/).filter(Boolean).map((port) => `ip link set dev ${quote(port)} master ${quote(name)}`),
    ].map((line) => inNamespace(namespace, line))));
  }

  /** A device that stands on another one, or on none. */
  device() {
    const names = this.#names();
    const devices = this.model.namespaces.flatMap((ns) => ns.devices.map((device) => device.name)).filter((name) => name !== 'lo');
    const number = '[0-9]{1,8}';
    ask('Add a device', [
      { name: 'kind', label: 'Kind', choices: Object.keys(KINDS) },
      { name: 'namespace', label: 'In', choices: names },
      { name: 'name', label: 'called', value: this.#free('dev', devices), pattern: NAME },
      { name: 'lower', label: 'over', value: devices[0], hint: 'eth0', pattern: NAME, when: ['kind', ['VLAN', 'macvlan', 'ipvlan', 'VXLAN']] },
      { name: 'id', label: 'Number', value: '10', pattern: number, when: ['kind', ['VLAN', 'VXLAN', 'VRF']] },
      { name: 'remote', label: 'The other end', hint: '172.16.0.2', pattern: ADDRESS, when: ['kind', ['VXLAN']] },
      { name: 'address', label: 'with the address', hint: '10.0.0.1/24', pattern: PREFIX, optional: true },
    ], 'Add', (values) => this.#run([
      KINDS[values.kind](values),
      ...(values.address ? [`ip address add ${values.address} dev ${quote(values.name)}`] : []),
      `ip link set dev ${quote(values.name)} up`,
    ].map((line) => inNamespace(values.namespace, line))));
  }

  /** @param {string} [place] namespace/device */
  address(place) {
    const places = this.model.namespaces.flatMap((ns) => ns.devices.map((device) => `${ns.name}/${device.name}`)).filter((name) => !name.endsWith('/lo'));
    ask('Add an address', [
      { name: 'place', label: 'To', choices: places.length ? places : ['host/lo'], value: place },
      { name: 'address', label: 'Address', hint: '10.0.0.1/24', pattern: PREFIX },
    ], 'Add', (values) => {
      const slash = values.place.indexOf('/');
      return this.#run([inNamespace(values.place.slice(0, slash), `ip address add ${values.address} dev ${quote(values.place.slice(slash + 1))}`)]);
    });
  }

  /** What a newcomer would ping: from the first namespace that has an address to another, or else between its own devices. */
  #likely() {
    const withAddress = (/** @type {import('./model.js').Namespace} */ ns) => ns.devices.filter((one) => one.name !== 'lo' && one.addresses.length);
    const from = this.model.namespaces.find((ns) => withAddress(ns).length) ?? this.model.namespaces[0];
    const others = this.model.namespaces.filter((ns) => ns !== from).flatMap(withAddress);
    const own = withAddress(from).sort((a, b) => a.name.localeCompare(b.name));
    if (others.length || own.length < 2) return [from.name, '', (others.at(-1) ?? own[0])?.addresses[0].split('/')[0] ?? ''];
    return [from.name, own[0].name, own[1].addresses[0].split('/')[0]];
  }

  /** @param {string} [from] a namespace @param {string} [device] @param {string} [destination] */
  ping(from = '', device = '', destination = '') {
    if (!from) [from, device, destination] = this.#likely();
    const sources = this.model.namespaces.flatMap((ns) => [ns.name, ...ns.devices.filter((one) => one.name !== 'lo').map((one) => `${ns.name}/${one.name}`)]);
    const all = this.model.namespaces.flatMap((ns) => ns.devices).filter((one) => one.name !== 'lo').flatMap((one) => one.addresses.map((address) => address.split('/')[0]));
    const dialog = ask('Ping', [
      { name: 'from', label: 'From', choices: sources, value: device ? `${from}/${device}` : from },
      { name: 'destination', label: 'To the address', value: destination || all.at(-1) || '', hint: '10.0.0.2', pattern: '[A-Za-z0-9.\\-]+' },
      { name: 'count', label: 'How often', value: '2', pattern: '[1-9][0-9]{0,3}' },
    ], 'Ping', async (values) => {
      const slash = values.from.indexOf('/');
      const ns = slash < 0 ? values.from : values.from.slice(0, slash);
      const bound = slash < 0 ? '' : `-I ${quote(values.from.slice(slash + 1))} `;
      this.type(`ping ${bound}-c ${values.count} ${values.destination}`, ns);
    });
    dialog.querySelector('#dialog-destination')?.setAttribute('list', 'known-addresses');
    dialog.append(h('datalist', { id: 'known-addresses' }, all.map((address) => h('option', { value: address }))));
  }

  /** What dragging from a device to another means. @param {{namespace: string, device: string, toNamespace: string, toDevice?: string}} way */
  dragged({ namespace, device, toNamespace, toDevice }) {
    const from = this.model.namespaces.find((ns) => ns.name === namespace);
    const to = this.model.namespaces.find((ns) => ns.name === toNamespace);
    if (!from || !to) return;
    const targets = to.devices.filter((one) => !toDevice || one.name === toDevice);
    const destination = reachable(from, targets);
    if (!destination) this.ping(namespace, device);
    else this.type(`ping ${device === 'lo' ? '' : `-I ${quote(device)} `}-c 2 ${destination}`, namespace);
  }
}

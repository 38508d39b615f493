/** A lab as the page knows it: read from the service, told about changes, and changed by commands alone. */

import { all, get, part, send } from './api.js';

/**
 * @typedef {object} Packet
 * @property {number} number
 * @property {number} atNs
 * @property {string} namespace
 * @property {string} interface
 * @property {'in' | 'out'} direction
 * @property {number} bytes
 * @property {string} summary
 *
 * @typedef {object} Step
 * @property {number} atNs
 * @property {string} namespace
 * @property {string | null} interface
 * @property {number | null} packet
 * @property {string} function
 * @property {string} verdict
 * @property {string | null} fate
 * @property {string | null} reason
 * @property {string} detail
 * @property {{name: string, value: string}[]} sysctls
 *
 * @typedef {object} Device
 * @property {string} name
 * @property {string} kind
 * @property {boolean} up
 * @property {string} [operstate]
 * @property {string} [mac]
 * @property {number} [mtu]
 * @property {string[]} addresses
 * @property {{namespace: string, name: string} | null} [peer] the other end of its pair
 * @property {{namespace: string, name: string} | null} [below] the device that it is stacked on, or sends by
 * @property {string | null} [master]
 *
 * @typedef {{name: string, devices: Device[]}} Namespace
 */

const BAD = new Set(['dropped', 'ignored', 'expired', 'unmodelled']);
const MOST_PACKETS = 2000;
const NAMESPACES_IN_DETAIL = 40;

/** Tells `changed` (topology), `packets`, `ran` (packets have come since `event.detail.after`), `selected`, `revision`. */
export class LabModel extends EventTarget {
  /** @param {string} id */
  constructor(id) {
    super();
    this.id = id;
    this.path = `/labs/${part(id)}`;
    /** @type {any} */
    this.lab = undefined;
    /** @type {Namespace[]} */
    this.namespaces = [];
    /** @type {Packet[]} */
    this.packets = [];
    /** @type {Step[]} */
    this.steps = [];
    /** @type {Map<number, Packet>} */
    this.byNumber = new Map();
    /** @type {Map<number, Step[]>} */
    this.stepsOf = new Map();
    /** When which address was answered for. @type {Map<string, number[]>} */
    this.answers = new Map();
    this.selected = 0;
    /** The last command line that sent packets. */
    this.lastTraffic = '';
    this.undoable = '';
    this.redoable = '';
    /** @type {Promise<void> | undefined} */
    this.refreshing = undefined;
    this.busy = 0;
  }

  /** Reads everything that may have changed. */
  refresh() {
    const before = this.refreshing;
    const next = (before ? before.catch(() => {}) : Promise.resolve()).then(() => this.#read());
    this.refreshing = next;
    return next;
  }

  /** What another page did. @param {number} revision */
  async follow(revision) {
    if (this.busy === 0 && revision > (this.lab?.revision ?? -1)) {
      await this.refresh();
    }
  }

  async #read() {
    const known = this.packets.at(-1);
    const [lab, topology] = await Promise.all([get(this.path), get(`${this.path}/topology`)]);
    if (lab.revision === this.lab?.revision) return;
    const detailed = topology.namespaces.length <= NAMESPACES_IN_DETAIL;
    const [views, undo, redo, trace] = await Promise.all([
      Promise.all(topology.namespaces.map((/** @type {any} */ ns) => detailed
        ? all(`${this.path}/namespaces/${part(ns.name)}/interfaces`, 'interfaces').catch(() => undefined)
        : undefined)),
      get(`${this.path}/undo`),
      get(`${this.path}/redo`),
      this.#trace(lab, known),
    ]);
    this.lab = lab;
    this.namespaces = topology.namespaces.map((/** @type {any} */ ns, /** @type {number} */ at) => namespaceOf(ns, views[at]));
    this.undoable = label(undo.operations);
    this.redoable = label(redo.operations);
    this.#take(trace);
    this.#tell('changed');
    this.#tell('packets');
    const last = known?.number ?? 0;
    const news = this.packets.some((packet) => packet.number > last)
      || trace.steps.some((step) => step.packet === null && step.fate === 'dropped' && step.atNs > (trace.since ?? 0));
    if (news && trace.since !== undefined) this.#tell('ran', { after: last, since: trace.since });
    this.#tell('revision');
  }

  /**
   * @param {any} lab
   * @param {Packet | undefined} known the last packet that is known
   * @returns {Promise<{packets: Packet[], steps: Step[], since?: number}>}
   */
  async #trace(lab, known) {
    const since = this.lab ? this.lab.virtualTimeNs : undefined;
    const rewound = since === undefined || lab.virtualTimeNs < since;
    const few = this.packets.length < 500;
    const after = rewound || few ? 0 : known?.number ?? 0;
    /** @type {Packet[]} */
    const packets = [];
    /** @type {Step[]} */
    const steps = [];
    let token = '';
    do {
      const page = await get(`${this.path}/packets?after=${after}&pageSize=500${token && `&pageToken=${token}`}`);
      packets.push(...page.packets);
      steps.push(...page.steps);
      token = page.nextPageToken ?? '';
    } while (token && packets.length < 20 * MOST_PACKETS);
    if (after > 0) {
      const seen = new Set(this.steps.filter((step) => step.packet === null).map((step) => JSON.stringify(step)));
      return {
        packets: [...this.packets, ...packets],
        steps: [...this.steps, ...steps.filter((step) => step.packet !== null || !seen.has(JSON.stringify(step)))],
        since,
      };
    }
    return { packets, steps, since: this.lab && !rewound ? since : undefined };
  }

  /** @param {{packets: Packet[], steps: Step[]}} trace */
  #take({ packets, steps }) {
    this.packets = packets.slice(-MOST_PACKETS);
    const first = this.packets[0]?.number ?? 0;
    this.steps = steps.filter((step) => step.packet === null || step.packet >= first);
    this.byNumber = new Map(this.packets.map((packet) => [packet.number, packet]));
    this.answers = new Map();
    for (const packet of this.packets) {
      const address = /^ARP, Reply (\S+) is-at/.exec(packet.summary)?.[1];
      if (address) this.answers.set(address, [...(this.answers.get(address) ?? []), packet.atNs]);
    }
    this.stepsOf = new Map();
    for (const step of this.steps) {
      if (step.packet === null) continue;
      const list = this.stepsOf.get(step.packet) ?? [];
      list.push(step);
      this.stepsOf.set(step.packet, list);
    }
    if (this.selected && !this.byNumber.has(this.selected)) this.select(0);
  }

  /**
   * Why a packet met a bad end, if it did. That a request for another's address is passed over by everybody else is none,
   * where the one that was asked has answered.
   * @param {number} number
   * @returns {Step | undefined}
   */
  end(number) {
    const packet = this.byNumber.get(number);
    const asked = /^ARP, Request who-has (\S+?)(?: \(\S+\))? tell/.exec(packet?.summary ?? '')?.[1];
    if (asked && this.answers.get(asked)?.some((at) => at >= (packet?.atNs ?? 0) && at < (packet?.atNs ?? 0) + 1e9)) return undefined;
    const steps = this.stepsOf.get(number) ?? [];
    return steps.some((step) => step.verdict === 'deliver') ? undefined : steps.find((step) => BAD.has(step.fate ?? ''));
  }

  /** @param {number} number 0 for none */
  select(number) {
    if (number !== this.selected) {
      this.selected = number;
      this.#tell('selected');
    }
  }

  /**
   * Runs a script, and reads what it changed.
   * @param {string} script
   * @returns {Promise<{text: string, exitCode: number}>}
   */
  async run(script) {
    this.busy++;
    try {
      const response = await send('POST', `${this.path}/commands?trace=true`, { text: script, accept: 'text/plain' });
      const answer = { text: await response.text(), exitCode: Number(response.headers.get('Exit-Code') ?? 0) };
      if (/\b(ping|arping|traceroute|tracepath)\s/.test(script)) this.lastTraffic = script.trim().split('\n').at(-1) ?? '';
      await this.refresh();
      return answer;
    } finally {
      this.busy--;
    }
  }

  /** Undoes or makes again. @param {'undo' | 'redo'} verb */
  async step(verb) {
    this.busy++;
    try {
      await send('POST', `${this.path}/${verb}`);
      await this.refresh();
    } finally {
      this.busy--;
    }
  }

  /** @param {string} namespace @param {string} name @returns {Device | undefined} */
  device(namespace, name) {
    return this.namespaces.find((ns) => ns.name === namespace)?.devices.find((device) => device.name === name);
  }

  /** @param {string} type @param {any} [detail] */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** @param {any} ns @param {any[] | undefined} views @returns {Namespace} */
function namespaceOf(ns, views) {
  const devices = (views ?? ns.interfaces ?? []).map((/** @type {any} */ device) => ({
    name: device.name,
    kind: device.kind ?? 'veth',
    up: device.up ?? false,
    operstate: device.operstate,
    mac: device.mac,
    mtu: device.mtu,
    peer: device.peer,
    below: device.peer ? null : device.link,
    master: device.master,
    addresses: (device.addresses ?? []).map((/** @type {any} */ address) => (address.address ?? address).split(' ')[0]),
  }));
  return { name: ns.name, devices };
}

/** @param {{command: string | null, operation: string}[]} operations */
function label(operations) {
  if (!operations.length) return '';
  const last = operations.at(-1);
  const text = last?.command ?? last?.operation ?? '';
  return operations.length > 1 ? `${text} (and ${operations.length - 1} more)` : text;
}

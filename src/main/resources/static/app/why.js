/** Why: what the kernel decided about the selected packet, and the settings that it looked at, ready to be changed. */

import { inNamespace, quote } from './commands.js';
import { attempt, h, put, seconds } from './dom.js';
import { otherEnd } from './hops.js';

/** Tells `type` with `{namespace, line}`: a command to be run in the terminal. */
export class Why extends EventTarget {
  /** @param {import('./model.js').LabModel} model */
  constructor(model) {
    super();
    this.model = model;
    this.element = h('div', { class: 'why scroll', tabindex: 0, role: 'region', 'aria-label': 'Why' });
    model.addEventListener('selected', () => this.show());
    model.addEventListener('packets', () => this.show());
    this.show();
  }

  show() {
    const { model } = this;
    const packet = model.byNumber.get(model.selected);
    if (!packet) {
      this.element.replaceChildren(h('p', { class: 'hint' }, 'Choose a packet, and here stands what the kernel decided about it, step by step, and which settings it looked at.'));
      return;
    }
    const own = model.stepsOf.get(packet.number) ?? [];
    const far = otherEnd(model, packet.number);
    const farSteps = far ? model.stepsOf.get(far) ?? [] : [];
    const before = packet.direction === 'out' ? this.#before(packet) : [];
    const end = model.end(packet.number) ?? (packet.direction === 'out' ? model.end(far) : undefined);
    put(this.element,
      h('p', { class: 'subject' }, h('b', {}, `#${packet.number} `), packet.summary, h('span', { class: 'quiet' }, ` ${packet.direction} on ${packet.namespace}/${packet.interface}`)),
      end ? h('p', { class: 'verdict bad' }, h('b', {}, end.fate === 'ignored' ? 'Ignored without an answer' : end.fate), `: ${end.detail}.`) : null,
      before.length ? this.#section('Before it was sent', before) : null,
      own.length ? this.#section('', own) : null,
      farSteps.length ? this.#section(packet.direction === 'out' ? `At the other end, as #${far}` : `Before that, as #${far}`, farSteps) : null,
      own.length + farSteps.length + before.length === 0
        ? h('p', { class: 'hint' }, 'Nothing was decided about this packet here, or it was sent by something that this page did not run.') : null,
      this.model.lastTraffic ? h('p', {}, h('button', { class: 'small', id: 'run-again', onclick: () => this.#again() }, 'Run again: ', h('code', {}, this.model.lastTraffic))) : null);
  }

  /** Decisions about no packet yet, shortly before one was sent. @param {import('./model.js').Packet} packet */
  #before(packet) {
    const previous = this.model.packets[this.model.packets.indexOf(packet) - 1];
    return this.model.steps.filter((step) => step.packet === null && step.namespace === packet.namespace
      && step.atNs <= packet.atNs && step.atNs >= (previous?.atNs ?? 0) && packet.atNs - step.atNs < 1e9);
  }

  /** @param {string} title @param {import('./model.js').Step[]} steps */
  #section(title, steps) {
    return [title ? h('h3', {}, title) : null, h('ol', { class: 'steps' }, steps.map((step) => h('li', { class: `step ${step.verdict}${step.fate && !this.model.end(step.packet ?? 0) && step.packet ? ' after' : ''}` },
      h('span', { class: 'badge' }, step.fate ?? step.verdict),
      h('code', {}, step.function),
      step.reason ? h('span', { class: 'reason' }, step.reason) : null,
      h('span', { class: 'quiet' }, ` ${step.namespace}${step.interface ? `/${step.interface}` : ''} at ${seconds(step.atNs)} s`),
      h('p', {}, step.detail),
      step.sysctls.map((seen) => this.#setting(step.namespace, seen)))))];
  }

  /** @param {string} namespace @param {{name: string, value: string}} seen */
  #setting(namespace, seen) {
    const place = h('div', { class: 'setting' });
    const open = h('button', {
      class: 'small sysctl', 'data-sysctl': seen.name, 'aria-expanded': 'false', title: 'Change it and run again',
      onclick: () => {
        const input = h('input', { value: /^[01]$/.test(seen.value) ? String(1 - Number(seen.value)) : seen.value, size: 8, 'aria-label': `New value of ${seen.name}` });
        const form = h('form', {
          class: 'inline',
          onsubmit: (/** @type {Event} */ event) => {
            event.preventDefault();
            attempt(() => this.#set(namespace, seen.name, input.value, true));
          },
        }, input, h('button', { class: 'small primary', type: 'submit' }, 'Set and run again'),
        h('button', { class: 'small', type: 'button', onclick: () => this.#set(namespace, seen.name, input.value, false) }, 'Only set'));
        open.setAttribute('aria-expanded', 'true');
        open.disabled = true;
        place.append(form);
        input.focus();
        input.select();
      },
    }, h('code', {}, `${seen.name} = ${seen.value}`));
    place.append(open);
    return place;
  }

  /** @param {string} namespace @param {string} name @param {string} value @param {boolean} again */
  async #set(namespace, name, value, again) {
    await this.#type(namespace, `sysctl -w ${name}=${quote(value)}`);
    if (again && this.model.lastTraffic) await this.#again();
  }

  #again() {
    return this.#type('host', this.model.lastTraffic);
  }

  /** @param {string} namespace @param {string} line */
  #type(namespace, line) {
    return new Promise((done) => {
      this.dispatchEvent(new CustomEvent('type', { detail: { namespace: 'host', line: inNamespace(namespace, line), done } }));
    });
  }
}

/** After a ping that failed: the reason and the smallest changes that were tried and cure it, one click away. */

import { post } from './api.js';
import { pingOf } from './commands.js';
import { attempt, h, put } from './dom.js';

export class Diagnose {
  /** @param {import('./model.js').LabModel} model @param {(line: string) => Promise<any>} type runs a command line */
  constructor(model, type) {
    this.model = model;
    this.type = type;
    this.element = h('div', { class: 'diagnose', role: 'region', 'aria-label': 'Diagnosis', hidden: true });
  }

  /** @param {string} line of the ping that failed */
  offer(line) {
    const ping = pingOf(line);
    if (!ping) return;
    this.element.hidden = false;
    put(this.element,
      h('p', {}, h('b', {}, 'Nothing came back.'), ' The red packet shows where it ended. '),
      h('p', { class: 'buttons' },
        h('button', { class: 'small primary', id: 'diagnose', onclick: () => this.#find(ping, line) }, 'Diagnose'),
        h('button', { class: 'small', 'aria-label': 'Close the diagnosis', onclick: () => this.hide() }, 'Close')));
  }

  hide() {
    this.element.hidden = true;
  }

  /** @param {any} ping @param {string} line */
  async #find(ping, line) {
    const { count, ...request } = ping;
    this.element.replaceChildren(h('p', {}, 'Trying changes on copies of this lab…'));
    const answer = await attempt(() => post(`${this.model.path}/diagnoses`, { ping: { ...request, count: 1 } }));
    if (!answer) {
      this.hide();
      return;
    }
    put(this.element,
      answer.cause ? h('p', {}, h('b', {}, 'Cause: '), answer.cause.detail, h('span', { class: 'quiet' }, ` (${answer.cause.function}, ${answer.cause.namespace}${answer.cause.interface ? `/${answer.cause.interface}` : ''})`)) : null,
      answer.fixes?.length
        ? h('ul', { class: 'fixes' }, answer.fixes.map((/** @type {any} */ fix) => h('li', {},
          h('pre', {}, fix.commands.join('\n')),
          h('span', { class: 'quiet' }, fix.verified ? 'Tried, and it works. ' : 'Not tried. ', alsoChanges(fix.alsoChanges)),
          h('button', { class: 'small primary apply-fix', onclick: () => this.#apply(fix.commands, line) }, 'Apply and ping again'))))
        : h('p', {}, 'No change that was tried cures it.'),
      h('p', { class: 'buttons' }, h('span', { class: 'quiet' }, `${answer.tried ?? 0} changes tried.${answer.complete ? '' : ' A limit ended the search.'}`),
        h('button', { class: 'small', 'aria-label': 'Close the diagnosis', onclick: () => this.hide() }, 'Close')));
  }

  /** @param {string[]} commands @param {string} line */
  async #apply(commands, line) {
    this.hide();
    for (const command of commands) await this.type(command);
    await this.type(line);
  }
}

/** Which other pings a fix turns round. @param {{ping: any, after: string}[] | undefined} others */
function alsoChanges(others) {
  return (others ?? []).map(({ ping, after }) => `The ping from ${ping.namespace ?? 'host'} to ${ping.destination} ${after === 'success' ? 'succeeds' : 'fails'} too. `).join('');
}

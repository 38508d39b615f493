/** A terminal whose commands run in a lab: a tab for each namespace. */

import { Terminal } from '../vendor/xterm/xterm.mjs';
import { FitAddon } from '../vendor/xterm/addon-fit.mjs';
import { failed, inNamespace } from './commands.js';
import { complete } from './completion.js';
import { h } from './dom.js';
import { LineEditor } from './line.js';
import { recall, remember } from './memory.js';

const MOST_TABS = 10;
const DARK = { background: '#0f172a', foreground: '#e2e8f0', cursor: '#e2e8f0', selectionBackground: '#334155' };

/** Tells `failedPing` with the line in `event.detail`. */
export class TerminalPanel extends EventTarget {
  /** @param {import('./model.js').LabModel} model */
  constructor(model) {
    super();
    this.model = model;
    this.historyKey = `vethlab.history.${model.id}`;
    /** @type {string[]} */
    this.history = recall(this.historyKey, []);
    /** @type {Map<string, Session>} */
    this.sessions = new Map();
    this.current = 'host';
    this.tabs = h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Terminal in namespace' });
    this.screens = h('div', { class: 'screens' });
    this.select = h('select', { id: 'terminal-namespace', onchange: () => this.open(this.select.value, true) });
    this.choice = h('div', { class: 'bar', hidden: true }, h('label', { for: 'terminal-namespace' }, 'Terminal in '), this.select);
    this.element = h('div', { class: 'terminal' }, this.choice, this.tabs, this.screens);
    model.addEventListener('changed', () => this.#names());
    new ResizeObserver(() => this.sessions.get(this.current)?.fit()).observe(this.screens);
  }

  #names() {
    const names = this.model.namespaces.map((ns) => ns.name);
    for (const [name, session] of this.sessions) {
      if (!names.includes(name)) {
        session.dispose();
        this.sessions.delete(name);
      }
    }
    if (!names.includes(this.current)) this.current = 'host';
    const state = names.join('\n');
    const many = names.length > MOST_TABS;
    this.choice.hidden = !many;
    this.tabs.hidden = many;
    if (state !== this.shown && many) {
      this.shown = state;
      this.select.replaceChildren(...[...names].sort((a, b) => a.localeCompare(b, undefined, { numeric: true })).map((name) => h('option', { value: name }, name)));
    } else if (state !== this.shown) {
      this.shown = state;
      this.tabs.replaceChildren(...names.map((name) => h('button', {
        role: 'tab', id: `terminal-tab-${name}`, 'data-terminal': name, onclick: () => this.open(name, true),
      }, name)));
    }
    this.open(this.current, false);
  }

  /** Shows a namespace's terminal. @param {string} name @param {boolean} focus */
  open(name, focus) {
    this.current = name;
    if (!this.sessions.has(name)) this.sessions.set(name, new Session(this, name));
    this.select.value = name;
    for (const tab of this.tabs.children) {
      const chosen = tab.getAttribute('data-terminal') === name;
      tab.setAttribute('aria-selected', String(chosen));
      tab.setAttribute('tabindex', chosen ? '0' : '-1');
    }
    for (const [key, session] of this.sessions) session.show(key === name);
    if (focus) this.sessions.get(name)?.terminal.focus();
  }

  /** Types a command into a namespace's terminal, and runs it. @param {string} line @param {string} [namespace] */
  async type(line, namespace = 'host') {
    this.open(namespace, false);
    return this.sessions.get(namespace)?.execute(line, true);
  }

  /** @param {string} line */
  keep(line) {
    if (line.trim() && this.history.at(-1) !== line) {
      this.history.push(line);
      this.history.splice(0, this.history.length - 500);
      remember(this.historyKey, this.history);
    }
  }

  dispose() {
    this.sessions.forEach((session) => session.dispose());
  }
}

class Session {
  /** @param {TerminalPanel} panel @param {string} namespace */
  constructor(panel, namespace) {
    this.panel = panel;
    this.namespace = namespace;
    this.element = h('div', { class: 'screen', role: 'tabpanel', 'aria-label': `Terminal in ${namespace}` });
    panel.screens.append(this.element);
    this.terminal = new Terminal({
      fontSize: 13, fontFamily: 'ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace', theme: DARK, convertEol: true,
      cursorBlink: false, scrollback: 5000, screenReaderMode: true, minimumContrastRatio: 4.5,
    });
    this.fitting = new FitAddon();
    this.terminal.loadAddon(this.fitting);
    this.terminal.open(this.element);
    this.prompt = `\x1b[1;32mroot@${namespace}\x1b[0m:~# `;
    this.line = new LineEditor(this.terminal, this.prompt, {
      history: () => panel.history,
      complete: (text) => complete(text, panel.model, namespace),
      enter: (line) => this.execute(line, false),
    });
    this.terminal.write('Commands run in this lab alone. Tab completes, the arrow keys bring back earlier ones.\r\n');
    this.line.start();
    this.fit();
  }

  /** @param {boolean} visible */
  show(visible) {
    this.element.hidden = !visible;
    if (visible) this.fit();
  }

  fit() {
    if (this.element.clientWidth > 40 && this.element.clientHeight > 20) this.fitting.fit();
  }

  /** @param {string} line @param {boolean} typed by the page and not by the user */
  async execute(line, typed) {
    if (typed) this.line.write(line);
    this.panel.keep(line);
    if (line.trim() === 'clear') {
      this.terminal.clear();
      this.line.start();
      return '';
    }
    let output = '';
    if (line.trim()) {
      try {
        const answer = await this.panel.model.run(inNamespace(this.namespace, line));
        output = answer.text;
        this.terminal.write(output);
        if (output && !output.endsWith('\n')) this.terminal.write('\r\n');
        if (answer.exitCode !== 0 && failed(output)) {
          this.panel.dispatchEvent(new CustomEvent('failedPing', { detail: inNamespace(this.namespace, line) }));
        }
      } catch (failure) {
        output = failure instanceof Error ? failure.message : String(failure);
        this.terminal.write(`\x1b[31m${output}\x1b[0m\r\n`);
      }
    }
    this.line.start();
    return output;
  }

  dispose() {
    this.terminal.dispose();
    this.element.remove();
  }
}

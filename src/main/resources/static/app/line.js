/** Editing one line in a terminal, as bash has it. */

/**
 * @typedef {object} Surroundings
 * @property {() => string[]} history
 * @property {(text: string) => {text: string, choices: string[]}} complete the text before the cursor, completed
 * @property {(line: string) => Promise<any>} enter
 */

export class LineEditor {
  /** @param {any} terminal @param {string} prompt @param {Surroundings} surroundings */
  constructor(terminal, prompt, surroundings) {
    this.terminal = terminal;
    this.prompt = prompt;
    this.surroundings = surroundings;
    this.text = '';
    this.cursor = 0;
    this.recalled = 0;
    this.draft = '';
    /** The row of the cursor, counted from that of the prompt. */
    this.row = 0;
    this.waiting = true;
    /** Input that came while a command ran. */
    this.ahead = '';
    terminal.onData((/** @type {string} */ data) => this.input(data));
  }

  /** Shows the prompt and takes a new line. */
  start() {
    this.text = '';
    this.cursor = 0;
    this.recalled = this.surroundings.history().length;
    this.waiting = false;
    this.terminal.write(this.prompt);
    const ahead = this.ahead;
    this.ahead = '';
    if (ahead) this.input(ahead);
  }

  /** Puts a line in place of what was typed, and ends it. @param {string} line */
  write(line) {
    this.text = line;
    this.cursor = line.length;
    this.#draw();
    this.#end();
  }

  /** @param {string} data what was typed or pasted */
  input(data) {
    if (this.waiting) {
      this.ahead += data;
      return;
    }
    const keys = data.startsWith('\x1b') ? [data] : data.replaceAll('\r\n', '\r').match(/[\x00-\x1f\x7f]|[^\x00-\x1f\x7f]+/g) ?? [];
    for (let at = 0; at < keys.length; at++) {
      if (keys[at] === '\r' || keys[at] === '\n') {
        const line = this.text;
        this.#end();
        this.ahead = keys.slice(at + 1).join('');
        this.surroundings.enter(line);
        return;
      }
      this.#key(keys[at]);
    }
  }

  #end() {
    this.#go(this.text.length);
    this.terminal.write('\r\n');
    this.row = 0;
    this.waiting = true;
  }

  /** @param {string} key */
  #key(key) {
    const end = this.text.length;
    switch (key) {
      case '\x7f': case '\b': this.#replace(this.cursor - 1, this.cursor, ''); break;
      case '\x1b[3~': case '\x04': this.#replace(this.cursor, this.cursor + 1, ''); break;
      case '\x1b[D': case '\x02': this.#go(this.cursor - 1); break;
      case '\x1b[C': case '\x06': this.#go(this.cursor + 1); break;
      case '\x1b[H': case '\x01': this.#go(0); break;
      case '\x1b[F': case '\x05': this.#go(end); break;
      case '\x15': this.#replace(0, this.cursor, ''); break;
      case '\x0b': this.#replace(this.cursor, end, ''); break;
      case '\x17': this.#replace(this.text.slice(0, this.cursor).search(/\S+\s*$/), this.cursor, ''); break;
      case '\x1b[A': case '\x10': this.#recall(this.recalled - 1); break;
      case '\x1b[B': case '\x0e': this.#recall(this.recalled + 1); break;
      case '\x03':
        this.terminal.write('^C\r\n');
        this.row = 0;
        this.start();
        break;
      case '\x0c':
        this.terminal.clear();
        this.row = 0;
        this.#draw();
        break;
      case '\t': this.#complete(); break;
      default:
        if (!/^[\x00-\x1f]/.test(key)) this.#replace(this.cursor, this.cursor, key);
    }
  }

  #complete() {
    const { text, choices } = this.surroundings.complete(this.text.slice(0, this.cursor));
    if (choices.length > 1 && text === this.text.slice(0, this.cursor)) {
      this.terminal.write(`\r\n${choices.slice(0, 200).join('  ')}\r\n`);
      this.row = 0;
      this.#draw();
    }
    this.#replace(0, this.cursor, text);
  }

  /** @param {number} at */
  #recall(at) {
    const history = this.surroundings.history();
    if (at < 0 || at > history.length) return;
    if (this.recalled === history.length) this.draft = this.text;
    this.recalled = at;
    this.text = at === history.length ? this.draft : history[at];
    this.cursor = this.text.length;
    this.#draw();
  }

  /** @param {number} at */
  #go(at) {
    this.cursor = Math.max(0, Math.min(this.text.length, at));
    this.#draw();
  }

  /** @param {number} from @param {number} to @param {string} by */
  #replace(from, to, by) {
    const start = Math.max(0, from);
    this.text = this.text.slice(0, start) + by + this.text.slice(to);
    this.cursor = start + by.length;
    this.#draw();
  }

  /** Draws the line anew: as many rows up as the cursor stands below the prompt, and everything from there. */
  #draw() {
    const width = this.terminal.cols;
    const visible = this.prompt.replace(/\x1b\[[0-9;]*m/g, '').length;
    const up = this.row ? `\x1b[${this.row}A` : '';
    const end = visible + this.text.length;
    const target = visible + this.cursor;
    this.row = Math.floor(target / width);
    const below = Math.floor(end / width) - this.row;
    this.terminal.write(`${up}\r\x1b[J${this.prompt}${this.text}${end % width === 0 ? '\r\n' : ''}`
      + `${below ? `\x1b[${below}A` : ''}\r${target % width ? `\x1b[${target % width}C` : ''}`);
  }
}

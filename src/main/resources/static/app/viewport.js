/** Moving and zooming a drawing, and dragging what is on it. */

const LEAST = 0.08;
const GREATEST = 2.5;
const FAR = 0.45;

export class Viewport {
  /** @param {SVGSVGElement} picture @param {SVGGElement[]} worlds what is moved @param {SVGSVGElement} above another picture on top */
  constructor(picture, worlds, above) {
    this.picture = picture;
    this.worlds = worlds;
    this.above = above;
    /** How far the pictures themselves are moved while they are dragged: cheaper than drawing anew. */
    this.shifted = { x: 0, y: 0 };
    this.x = 0;
    this.y = 0;
    this.scale = 1;
    /** @type {[number, number, number, number] | undefined} */
    this.fitted = undefined;
    this.drag(picture, (dx, dy) => {
      this.fitted = undefined;
      this.#shift(this.shifted.x + dx * this.scale, this.shifted.y + dy * this.scale);
    }, () => {
      const { x, y } = this.shifted;
      this.#shift(0, 0);
      this.pan(x, y);
    });
    picture.addEventListener('wheel', (event) => {
      event.preventDefault();
      const box = picture.getBoundingClientRect();
      this.zoom(Math.exp(-event.deltaY / 500), event.clientX - box.left, event.clientY - box.top);
    }, { passive: false });
    new ResizeObserver(() => this.fitted && this.fit(...this.fitted)).observe(picture);
  }

  /** @param {number} dx @param {number} dy in pixels of the screen */
  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.#apply();
  }

  /** @param {number} factor @param {number} [cx] @param {number} [cy] the point that stays where it is */
  zoom(factor, cx = this.picture.clientWidth / 2, cy = this.picture.clientHeight / 2) {
    const scale = Math.min(GREATEST, Math.max(LEAST, this.scale * factor));
    this.x = cx - ((cx - this.x) * scale) / this.scale;
    this.y = cy - ((cy - this.y) * scale) / this.scale;
    this.scale = scale;
    this.fitted = undefined;
    this.#apply();
  }

  /** Shows a part of the world. @param {number} left @param {number} top @param {number} width @param {number} height */
  fit(left, top, width, height) {
    this.fitted = [left, top, width, height];
    const [w, h] = [this.picture.clientWidth, this.picture.clientHeight];
    if (!w || !h) return;
    const margin = 24;
    this.scale = Math.max(LEAST, Math.min(1.25, (w - 2 * margin) / (width + 40), (h - 2 * margin) / height));
    this.x = (w - width * this.scale) / 2 - left * this.scale;
    this.y = (h - height * this.scale) / 2 - top * this.scale;
    this.#apply();
  }

  /** @param {number} x @param {number} y */
  #shift(x, y) {
    this.shifted = { x, y };
    for (const picture of [this.picture, this.above]) picture.style.transform = x || y ? `translate(${x}px,${y}px)` : '';
  }

  #apply() {
    for (const world of this.worlds) world.setAttribute('transform', `translate(${this.x},${this.y}) scale(${this.scale})`);
    this.picture.classList.toggle('far', this.scale < FAR);
    this.above.style.setProperty('--dot', `${Math.max(9, 5 / this.scale)}px`);
  }

  /** A point of the screen in the world. @param {{clientX: number, clientY: number}} event */
  point(event) {
    const box = this.picture.getBoundingClientRect();
    return { x: (event.clientX - box.left - this.x) / this.scale, y: (event.clientY - box.top - this.y) / this.scale };
  }

  /**
   * Has an element dragged.
   * @param {SVGElement} element
   * @param {(dx: number, dy: number, event: PointerEvent) => void} move by how much, in the world
   * @param {(event: PointerEvent) => void} [end]
   */
  drag(element, move, end) {
    element.addEventListener('pointerdown', (/** @type {any} */ event) => {
      if (event.button !== 0 || event.dragged) return;
      event.dragged = true;
      let [x, y] = [event.clientX, event.clientY];
      let moved = false;
      const go = (/** @type {PointerEvent} */ next) => {
        const [dx, dy] = [next.clientX - x, next.clientY - y];
        if (!moved && Math.hypot(dx, dy) < 4) return;
        moved = true;
        [x, y] = [next.clientX, next.clientY];
        move(dx / this.scale, dy / this.scale, next);
      };
      const stop = (/** @type {PointerEvent} */ last) => {
        removeEventListener('pointermove', go);
        removeEventListener('pointerup', stop);
        removeEventListener('pointercancel', stop);
        if (moved) end?.(last);
      };
      addEventListener('pointermove', go);
      addEventListener('pointerup', stop);
      addEventListener('pointercancel', stop);
    });
  }
}

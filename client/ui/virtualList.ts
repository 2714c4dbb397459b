/** A list that holds only the rows in sight, however many there are. Rows have one height and are fetched from elsewhere. */

export interface VirtualListOptions<Row> {
  /** Scrolls; gets the keys. */
  readonly viewport: HTMLElement;
  /** Pixels. */
  readonly rowHeight: number;
  readonly render: (row: Row, element: HTMLElement) => void;
  /** Rows from `start` to before `end` come into sight: hand them to `setRows`. */
  readonly need: (start: number, end: number) => void;
  readonly select: (row: Row) => void;
}

const margin = 10;

export class VirtualList<Row extends { readonly number: number }> {
  readonly #options: VirtualListOptions<Row>;
  readonly #spacer = document.createElement("div");
  readonly #layer = document.createElement("div");
  #count = 0;
  #rows: readonly Row[] = [];
  #start = 0;
  #selected: number | undefined;
  /** Stays at the end as rows are added, until the user scrolls away. */
  #follows = true;
  #frame = 0;

  constructor(options: VirtualListOptions<Row>) {
    this.#options = options;
    const { viewport } = options;
    this.#layer.className = "rows";
    // Between the list and its options stands nothing that a reader should hear of.
    for (const box of [this.#spacer, this.#layer]) box.setAttribute("role", "presentation");
    this.#spacer.append(this.#layer);
    viewport.append(this.#spacer);
    viewport.addEventListener("scroll", () => {
      this.#follows = viewport.scrollTop + viewport.clientHeight >= viewport.scrollHeight - options.rowHeight;
      this.#schedule();
    });
    viewport.addEventListener("keydown", event => this.#key(event));
    new ResizeObserver(() => this.#schedule()).observe(viewport);
  }

  set count(count: number) {
    this.#count = count;
    this.#spacer.style.height = `${count * this.#options.rowHeight}px`;
    if (this.#follows) this.#options.viewport.scrollTop = this.#options.viewport.scrollHeight;
    this.#schedule();
  }

  setRows(start: number, rows: readonly Row[]): void {
    this.#start = start;
    this.#rows = rows;
    this.#layer.style.transform = `translateY(${start * this.#options.rowHeight}px)`;
    while (this.#layer.childElementCount > rows.length) this.#layer.lastElementChild?.remove();
    rows.forEach((row, index) => {
      const element = (this.#layer.children[index] as HTMLElement | undefined) ?? this.#newRow();
      element.setAttribute("aria-selected", String(row.number === this.#selected));
      element.setAttribute("aria-posinset", String(start + index + 1));
      element.setAttribute("aria-setsize", String(this.#count));
      element.id = `row-${row.number}`;
      this.#options.render(row, element);
    });
  }

  #newRow(): HTMLElement {
    const element = document.createElement("div");
    element.className = "row";
    element.setAttribute("role", "option");
    element.addEventListener("click", () => {
      const index = [...this.#layer.children].indexOf(element);
      this.#select(this.#start + index);
    });
    this.#layer.append(element);
    return element;
  }

  #select(position: number): void {
    const row = this.#rows[position - this.#start];
    if (!row) return;
    this.#selected = row.number;
    this.setRows(this.#start, this.#rows);
    const { viewport, rowHeight } = this.#options;
    viewport.setAttribute("aria-activedescendant", `row-${row.number}`);
    const top = position * rowHeight;
    if (top < viewport.scrollTop) viewport.scrollTop = top;
    const bottom = top + rowHeight - viewport.clientHeight;
    if (bottom > viewport.scrollTop) viewport.scrollTop = bottom;
    this.#follows = false;
    this.#options.select(row);
  }

  #key(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "End") {
      this.#follows = true;
      this.count = this.#count;
    }
    if (step === undefined) return;
    event.preventDefault();
    const index = this.#rows.findIndex(({ number }) => number === this.#selected);
    const visible = Math.floor(this.#options.viewport.scrollTop / this.#options.rowHeight);
    this.#select(index < 0 ? visible : this.#start + index + step);
  }

  #schedule(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const { viewport, rowHeight, need } = this.#options;
      const first = Math.floor(viewport.scrollTop / rowHeight);
      const visible = Math.ceil(viewport.clientHeight / rowHeight);
      need(Math.max(0, first - margin), Math.min(this.#count, first + visible + margin));
    });
  }
}

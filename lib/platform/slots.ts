type Limits = {
  /** Pieces of work at the same time. */
  atWork: number;
  /** Pieces that wait for a place, first come, first served; default none. */
  waiting?: number;
};

/** Lets a few pieces of work run in this process at once, lets some wait for a place, and refuses the surplus at once. */
export class Slots {
  readonly #atWork: number;
  readonly #waiting: number;
  readonly #refuse: () => Error;
  readonly #line: (() => void)[] = [];
  #running = 0;

  /** @param refuse what the surplus is told. */
  constructor({ atWork, waiting = 0 }: Limits, refuse: () => Error) {
    this.#atWork = atWork;
    this.#waiting = waiting;
    this.#refuse = refuse;
  }

  get isIdle(): boolean {
    return this.#running === 0;
  }

  /**
   * @param entered called at once when there is a place, to run or to wait.
   * @throws what `refuse` gave, when there is none.
   */
  async run<Result>(work: () => Promise<Result>, entered: () => void = () => {}): Promise<Result> {
    const mustWait = this.#running >= this.#atWork;
    if (mustWait && this.#line.length >= this.#waiting) throw this.#refuse();
    entered();
    if (mustWait) await new Promise<void>((go) => this.#line.push(go));
    else this.#running += 1;
    try {
      return await work();
    } finally {
      // A place is handed on, not given back: `#running` counts it for whoever comes next.
      const next = this.#line.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}

/** `Slots` of each key's own: one key's burst takes no place from another. */
export class SlotsByKey {
  readonly #make: () => Slots;
  readonly #slots = new Map<string, Slots>();

  constructor(limits: Limits, refuse: () => Error) {
    this.#make = () => new Slots(limits, refuse);
  }

  /** @throws as `Slots.run`. */
  async run<Result>(key: string, work: () => Promise<Result>, entered?: () => void): Promise<Result> {
    const slots = this.#slots.get(key) ?? this.#make();
    this.#slots.set(key, slots);
    try {
      return await slots.run(work, entered);
    } finally {
      if (slots.isIdle) this.#slots.delete(key);
    }
  }
}

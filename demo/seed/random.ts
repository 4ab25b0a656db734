/** Repeatable pseudo-random choices: the same seed gives the same history. Never for anything secret. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** Both ends included. */
  integer(least: number, most: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** One of the keys, each as likely as its weight. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  chance(probability: number): boolean;
  /** Mostly near `median`, sometimes much more: how durations spread. */
  around(median: number): number;
  /** Hex digits. */
  hex(length: number): string;
}

/** Mulberry32: 32 bits of state, good enough to look like people. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  function integer(least: number, most: number): number {
    return least + Math.floor(next() * (most - least + 1));
  }

  return {
    next,
    integer,
    pick: (items) => items[integer(0, items.length - 1)] ?? items[0],
    weighted: (weights) => pickWeighted(weights, next()),
    chance: (probability) => next() < probability,
    around: (median) => median * Math.exp((next() + next() + next() - 1.5) * 1.6),
    hex: (length) => Array.from({ length }, () => integer(0, 15).toString(16)).join(""),
  };
}

/** A UUID (version 4 in form) of the sequence. */
export function randomUuid(random: Random): string {
  const variant = random.pick(["8", "9", "a", "b"]);
  return `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-${variant}${random.hex(3)}-${random.hex(12)}`;
}

function pickWeighted<K extends string>(weights: Readonly<Record<K, number>>, position: number): K {
  const entries = Object.entries(weights) as [K, number][];
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let left = position * total;
  for (const [key, weight] of entries) {
    left -= weight;
    if (left < 0) return key;
  }
  throw new Error("weighted() needs a positive weight");
}

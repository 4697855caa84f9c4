import type { Version, World } from './story.testing.ts';

type Use = { category: string; purpose: string };
/** A no is about what the exchange is about from that version on, a yes about that version's use. */
type Word = { isNo: boolean; exchange: string; from: number; to: number };
type Own = { isNo: boolean; version: number; until: Date | null; isOver: boolean };

const day = 86_400_000;

/** The rule once more, as a person would tell it: what was said last of a use, and of an exchange, and whether it still holds. */
export class Oracle {
  readonly #world: World;
  readonly #words: Word[] = [];
  readonly #own = new Map<string, Own>();

  constructor(world: World) {
    this.#world = world;
  }

  isOn(exchange: string, now: Date): boolean {
    const live = this.#world.live.get(exchange);
    if (!live || live.isRetired) return false;
    const own = this.#own.get(exchange);
    if (own?.isNo || this.#isRefused(live.version)) return false;
    if (isFixed(live.version)) return true;
    if (!own) return live.version.basis !== 'consent';
    return this.#isInForce(exchange, now);
  }

  mayUse(use: Use, exchange: string | undefined, now: Date): boolean {
    const its = this.#about(use).filter((slug) => exchange === undefined || slug === exchange);
    return !its.some((slug) => this.#own.get(slug)?.isNo) && its.some((slug) => this.isOn(slug, now));
  }

  /** Whether the customer may say so there: of what is needed nothing can be said, of a version to come neither. */
  takes(want: 'on' | 'off', exchange: string, version: number): boolean {
    const live = this.#world.live.get(exchange);
    if (!live || version > live.version.version) return false;
    if (isFixed(live.version) && !this.#own.get(exchange)?.isNo && !this.#isRefused(live.version))
      return false;
    return want === 'off' || (!live.isRetired && version === live.version.version);
  }

  say(wishes: readonly { exchange: string; want: 'on' | 'off'; version: number }[], now: Date) {
    const on = new Set(wishes.flatMap(({ want, exchange }) => (want === 'on' ? [exchange] : [])));
    const offs = wishes.filter(({ want }) => want === 'off');
    for (const { exchange, version } of [
      ...offs.filter((wish) => this.isOn(wish.exchange, now)),
      ...offs.filter((wish) => !this.isOn(wish.exchange, now)),
    ])
      this.no(exchange, version, now, on);
    for (const exchange of on) this.yes(exchange, now, now);
  }

  /** Said again it is no new word, unless the customer has said yes to the same elsewhere since. */
  no(exchange: string, version: number, now: Date, except: ReadonlySet<string> = new Set()) {
    if (this.#own.get(exchange)?.isNo && !this.#isLifted(exchange)) return;
    const about = this.#aboutFrom(exchange, version);
    const others = this.#live().filter((slug) => slug !== exchange && about(this.#liveVersion(slug)));
    const ending = others.filter((slug) => this.isOn(slug, now));
    this.#sayNo(exchange, version);
    for (const slug of ending) if (!except.has(slug)) this.#sayNo(slug, this.#liveVersion(slug).version);
    this.settle();
  }

  yes(exchange: string, now: Date, madeAt: Date) {
    const { version: live } = this.#world.live.get(exchange) ?? {};
    if (!live || (this.#isInForce(exchange, now) && !this.#isRefused(live))) return;
    for (const word of this.#words) if (word.exchange === exchange) word.to = Math.min(word.to, live.version);
    const from = Math.min(madeAt.getTime(), now.getTime());
    const until = live.lapses === null ? null : new Date(from + live.lapses * day);
    this.#own.set(exchange, { isNo: false, version: live.version, until, isOver: false });
    this.#words.push({ isNo: false, exchange, from: live.version, to: live.version });
  }

  /** The browser objects to what passes data on and has no answer, unless the use has a yes. */
  signal(now: Date) {
    const open = this.#live().filter((slug) => {
      const live = this.#liveVersion(slug);
      const isAnswered = this.#own.get(slug)?.isNo || this.#isRefused(live) || isFixed(live);
      return live.level === 3 && !isAnswered && !this.#about(live).some((each) => this.#isInForce(each, now));
    });
    for (const slug of open) this.no(slug, this.#liveVersion(slug).version, now);
  }

  /** A yes that a no to its use overtook is over for good. */
  settle() {
    for (const slug of this.#live())
      if (this.#hasYes(slug) && this.#isRefused(this.#liveVersion(slug))) this.#end(slug);
  }

  /** How many yeses are in force on an exchange: one or none. */
  hasYesInForce(slug: string, now: Date): boolean {
    const live = this.#world.live.get(slug);
    return live !== undefined && this.#isInForce(slug, now) && !this.#isRefused(live.version);
  }

  #end(slug: string) {
    const own = this.#own.get(slug);
    if (own) own.isOver = true;
  }

  #sayNo(exchange: string, version: number) {
    this.#own.set(exchange, { isNo: true, version, until: null, isOver: false });
    this.#words.push({ isNo: true, exchange, from: version, to: Number.POSITIVE_INFINITY });
  }

  #hasYes(slug: string) {
    const own = this.#own.get(slug);
    return own !== undefined && !own.isNo && !own.isOver;
  }

  #isInForce(slug: string, now: Date) {
    const own = this.#own.get(slug);
    const live = this.#world.live.get(slug);
    if (!own || own.isNo || own.isOver || !live) return false;
    return own.version >= live.askedSince && !(own.until && own.until <= now);
  }

  #isRefused = (use: Use) => this.#words.findLast((word) => this.#isAbout(word, use))?.isNo ?? false;

  #isAbout = ({ exchange, from, to }: Word, use: Use) =>
    this.#world.versions.some(
      (each) => each.exchange === exchange && each.version >= from && each.version <= to && isSame(each, use),
    );

  #isLifted(exchange: string) {
    const place = this.#words.findLastIndex((word) => word.isNo && word.exchange === exchange);
    const no = this.#words[place];
    return this.#words.some((word, i) => i > place && !word.isNo && no && this.#meet(word, no));
  }

  /** A yes was last to one of the uses that a no is about. */
  #meet(yes: Word, no: Word) {
    const to = this.#world.versions.find(
      ({ exchange, version }) => exchange === yes.exchange && version === yes.from,
    );
    return to !== undefined && this.#isAbout(no, to) && !this.#isRefused(to);
  }

  #aboutFrom(exchange: string, version: number) {
    const its = this.#world.versions.filter((each) => each.exchange === exchange && each.version >= version);
    return (use: Use) => its.some((each) => isSame(each, use));
  }

  #live = () => this.#world.offers.map(({ exchange }) => exchange);
  #about = (use: Use) => this.#live().filter((slug) => isSame(this.#liveVersion(slug), use));

  #liveVersion(slug: string): Version {
    const live = this.#world.live.get(slug);
    if (!live) throw new TypeError('no such exchange');
    return live.version;
  }
}

const isSame = (one: Use, other: Use) => one.category === other.category && one.purpose === other.purpose;
const isFixed = ({ basis }: Version) => basis === 'contract';

/** Runs work when its turn comes. */
export type Lane = <T>(whose: { group: string; member: string }, work: () => Promise<T>) => Promise<T>;

export type LaneRules = {
  /** How much is under way at once. */
  width: number;
  /** How much of one group at once. Of one member it is one. */
  ofGroup: number;
  /** Milliseconds after which work that has not ended no longer keeps other groups waiting. */
  patience: number;
};

type Member = { isBusy: boolean; waiting: (() => void)[] };
type Group = { busy: number; members: Map<string, Member> };

/**
 * A lane in which groups take turns, and in a group its members: however much one of them wants, the others wait for
 * their own only. Nothing is refused.
 */
export function fairLane({ width, ofGroup, patience }: LaneRules): Lane {
  /** In the order in which their turns come. */
  const groups = new Map<string, Group>();
  let busy = 0;

  return async (whose, work) => {
    await new Promise<void>((resolve) => {
      queueOf(whose).waiting.push(resolve);
      next();
    });
    let counts = true;
    const makeRoom = () => {
      if (counts) busy--;
      counts = false;
    };
    const late = setTimeout(() => {
      makeRoom();
      next();
    }, patience);
    try {
      return await work();
    } finally {
      clearTimeout(late);
      makeRoom();
      leave(whose);
      next();
    }
  };

  function queueOf({ group, member }: { group: string; member: string }): Member {
    const held = groups.get(group) ?? { busy: 0, members: new Map() };
    groups.set(group, held);
    const its = held.members.get(member) ?? { isBusy: false, waiting: [] };
    held.members.set(member, its);
    return its;
  }

  function next() {
    while (busy < width) {
      const turn = nextTurn();
      if (!turn) return;
      busy++;
      turn();
    }
  }

  /** Passes over no more than are busy: whoever has nothing waiting and nothing under way is not there. */
  function nextTurn(): (() => void) | undefined {
    for (const group of groups.values()) {
      if (group.busy >= ofGroup) continue;
      const ready = firstReady(group);
      if (!ready) continue;
      const turn = ready.waiting.shift();
      group.busy++;
      ready.isBusy = true;
      return turn;
    }
    return undefined;
  }

  function leave({ group: name, member: memberName }: { group: string; member: string }) {
    const group = groups.get(name);
    const member = group?.members.get(memberName);
    if (!group || !member) return;
    group.busy--;
    member.isBusy = false;
    // Behind all who are waiting now.
    group.members.delete(memberName);
    if (member.waiting.length > 0) group.members.set(memberName, member);
    groups.delete(name);
    if (group.members.size > 0) groups.set(name, group);
  }
}

const firstReady = ({ members }: Group): Member | undefined =>
  members.values().find(({ isBusy, waiting }) => !isBusy && waiting.length > 0);

import { setTimeout as wait } from 'node:timers/promises';
import { ask } from './ask.ts';
import type { Customer } from './customers.ts';
import type { Findings } from './findings.ts';
import { say } from './say.ts';
import type { Exchange, Stage } from './stage.ts';

export type Load = { stop: () => Promise<void> };

/** Milliseconds between one acknowledged choice of a customer and the next. */
const pause = 150;

/** Every customer goes on choosing, and both processes are asked after each choice, until it is stopped. */
export function startLoad(stage: Stage, findings: Findings): Load {
  let stopping = false;
  const lives = stage.customers.map(async (customer) => {
    while (!stopping) {
      await choose(stage, customer, findings);
      await wait(pause * (0.5 + Math.random()));
    }
  });
  return {
    stop: async () => {
      stopping = true;
      await Promise.all(lives);
    },
  };
}

async function choose(stage: Stage, customer: Customer, findings: Findings): Promise<void> {
  const exchange: Exchange = Math.random() < 0.06 ? 'ads' : 'offers';
  const last = customer.said.findLast((said) => said.exchange === exchange);
  const said = { exchange, on: !last?.on };
  const { told, tries } = await say(stage, customer, said);
  customer.said.push(said);
  const seq = customer.said.length;
  findings.count('choices acknowledged', 1);
  findings.count('requests without an acknowledgement, said again', tries - 1);
  const byForm = customer.way === 'the statement’s form';
  const expected = `${said.on} ${seq}`;
  if (told !== (byForm ? `${said.on}` : expected))
    findings.wrong(`${customer.way}: ${exchange} ${expected} was acknowledged as ${told}`);
  for (const answer of await ask(stage, customer, said)) {
    findings.count(answer === null ? 'decisions without an answer (a no)' : 'decisions', 1);
    if (answer !== null && answer !== expected)
      findings.wrong(`after ${exchange} ${expected} (${customer.way}) it was decided ${answer}`);
  }
}

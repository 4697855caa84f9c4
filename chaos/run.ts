import { parseArgs } from 'node:util';
import { chaos } from './chaos.ts';
import { printed } from './findings.ts';

// `npm run chaos -- --minutes 3`: kills the parts of a portal in turn while it is used, and counts what is lost.
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '3' } } });
const minutes = Number(values.minutes);
if (!(minutes > 0 && minutes <= 600)) throw new Error('--minutes takes a number from 0 to 600.');

const say = (doing: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${doing}`);
const findings = await chaos({ seconds: minutes * 60, between: 6, customersEachWay: 4, hasty: false }, say);
console.log(printed(findings));
process.exitCode = findings.violations.length > 0 ? 1 : 0;

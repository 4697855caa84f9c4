import { LiveLine } from '../delivery/live-line.tsx';
import { ExchangeSwitch } from '../switch/exchange-switch.tsx';
import { KeepOff } from '../switch/keep-off.tsx';
import { SignalNote } from '../switch/signal-note.tsx';
import type { ControlView } from './control-view.ts';

/** The middle of an exchange row: the switch, or why there is none. */
export function ExchangeControl(props: { exchange: { slug: string; title: string }; control: ControlView }) {
  const { control } = props;
  const { slug, title } = props.exchange;
  if (control.locked !== undefined)
    return (
      <div className="text-sm">
        <p className="font-semibold">{control.locked}</p>
        <p className="text-quiet">{control.why}</p>
      </div>
    );
  return (
    <ExchangeSwitch exchange={slug} label={title}>
      {control.ask && <KeepOff exchange={slug} title={title} ask={control.ask} />}
      {control.signal && <SignalNote exchange={slug} signal={control.signal} />}
      {control.arrival && <LiveLine exchange={slug} {...control.arrival} />}
    </ExchangeSwitch>
  );
}

/** A press on a box before React was there to hear it: the exchanges that the box is for, and how it was left. */
export type EarlyPress = { exchanges: readonly string[]; on: boolean };

declare global {
  interface Window {
    /** Boxes' values and states, in the order of the presses; missing once the switches hear for themselves. */
    earlyPresses?: [exchanges: string, on: boolean][];
  }
}

/**
 * Runs while the page is being read. A click that the browser vouches for is a press, by mouse, finger, keyboard or a
 * screen reader; a box that a restored page or a form filler has ticked had none.
 */
export const earlyPressesScript =
  "earlyPresses=[];addEventListener('click',({isTrusted,target:t})=>{isTrusted&&t.matches('.switch input')&&window.earlyPresses?.push([t.value,t.checked])},true)";

/** Gives what was pressed so far, once, and ends the listening. */
export function takeEarlyPresses(): EarlyPress[] {
  const pressed = window.earlyPresses ?? [];
  window.earlyPresses = undefined;
  return pressed.map(([exchanges, on]) => ({ exchanges: exchanges.split(' '), on }));
}

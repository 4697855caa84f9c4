/** A native checkbox drawn as a switch; its three states differ by place and fill, not by colour alone. */
export const switchClass = [
  'relative h-7 w-12 shrink-0 cursor-pointer appearance-none rounded-full border-2 border-edge bg-sheet',
  'before:absolute before:top-0.5 before:left-0.5 before:size-5 before:rounded-full before:bg-edge before:transition-[left]',
  'checked:border-accent checked:bg-accent checked:before:left-[1.375rem] checked:before:bg-on-accent',
  'indeterminate:border-accent indeterminate:bg-wash indeterminate:before:left-[0.75rem] indeterminate:before:bg-accent',
  'forced-colors:before:bg-[ButtonText] forced-colors:checked:before:bg-[Highlight]',
].join(' ');

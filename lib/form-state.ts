/** What a server action gives back to its form: React resets a form after its action, so the values come along. */
export type FormState =
  | { status: 'idle' }
  | { status: 'done'; message?: string }
  /** Nothing is done before the same is sent again with `token`: `message` says what it will do. */
  | { status: 'confirm'; message: string; token: string; values: Readonly<Record<string, string>> }
  | {
      status: 'failed';
      message: string;
      /** Field name → what is wrong with it. */
      fields?: Readonly<Record<string, string>>;
      values?: Readonly<Record<string, string>>;
    };

export const idle: FormState = { status: 'idle' };

/**
 * Composing and handing over in a thread of their own: the one that takes, judges and writes down is not kept waiting by
 * dialogues, and the library is in memory only while there is post. The dot is still given by the caller's commit, asked for
 * over there and answered from here; a thread that is lost leaves what the journal leaves (mail.md §1): nothing
 * before that commit was begun, uncertain from there on.
 */
import { limits } from "../../domain/limits.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { apart } from "../../foundation/bytes.ts";
import { asError } from "../../foundation/errors.ts";
import { CalledThread, ThreadLost } from "../../foundation/thread-calls.ts";
import type { Composer, Letter } from "../../ports/composer.ts";
import type { Courier, Handover } from "../../ports/courier.ts";
import { CredentialFault } from "../../ports/credential.ts";
import { nodemailerComposer } from "./nodemailer-composer.ts";
import type { CredentialAnswer, PostCall, PostQuestion } from "./post-calls.ts";
import type { SmtpCourierOptions } from "./smtp-options.ts";

export interface ThreadedPost extends AsyncDisposable {
  readonly composer: Composer;
  readonly courier: (options: SmtpCourierOptions) => Courier;
}

/** `onPrinted`: what the library prints by itself. */
export const threadedPost = (onPrinted?: (text: string) => void): ThreadedPost => {
  const thread = new CalledThread({
    program: new URL("./post-thread.ts", import.meta.url),
    idleMs: limits.postIdleMs,
    onPrinted,
  });
  const asked = async (call: PostCall): Promise<Uint8Array> =>
    (await thread.call(call)) as Uint8Array;
  return {
    composer: {
      ...nodemailerComposer(),
      compose: (letter) => asked({ is: "compose", letter: given(letter) }),
    },
    courier: (options) => ({
      deliver: (handover, signal) => deliver(thread, { options, handover, signal }),
    }),
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  };
};

/** Its files, each in memory of its own. */
const given = (letter: Letter): Letter => ({
  ...letter,
  attachment: alone(letter.attachment),
  ...(letter.more ? { more: letter.more.map(alone) } : {}),
});

const alone = (file: Letter["attachment"]): Letter["attachment"] => ({
  ...file,
  bytes: apart(file.bytes),
});

const deliver = async (
  thread: CalledThread,
  about: {
    readonly options: SmtpCourierOptions;
    readonly handover: Handover;
    readonly signal: AbortSignal;
  },
): Promise<Outcome> => {
  const { credential } = about.options;
  const { beforeDot, bytes, ...named } = about.handover;
  const handover = { ...named, bytes: apart(bytes) };
  const options = plain(about.options);
  let commit: Promise<void> | undefined;
  const answer = async (question: unknown): Promise<CredentialAnswer | undefined> => {
    const asked = question as PostQuestion;
    switch (asked.is) {
      case "before-dot":
        commit = beforeDot();
        await commit;
        return undefined;
      case "credential":
        return credentialOf(credential);
      case "refused":
        credential?.refused(asked.credential);
        return undefined;
    }
  };
  const call: PostCall = { is: "deliver", options, credential: credential !== undefined, handover };
  try {
    return (await thread.call(call, { signal: about.signal, answer })) as Outcome;
  } catch (cause) {
    // No `dot` fact follows the outcome.
    await commit?.catch(() => undefined);
    return lost({ dotAsked: commit !== undefined, options, cause });
  }
};

/** What a thread can be given, and it needs no more: the password only where nobody is asked for one. */
const plain = (options: SmtpCourierOptions): Omit<SmtpCourierOptions, "credential"> => {
  const { host, port, security, login, password, credential, ca, name, waits } = options;
  return {
    host,
    port,
    security,
    ...(login === undefined ? {} : { login }),
    ...(password === undefined || credential ? {} : { password }),
    ...(ca === undefined ? {} : { ca }),
    ...(name === undefined ? {} : { name }),
    ...(waits === undefined ? {} : { waits }),
  };
};

const credentialOf = async (
  source: SmtpCourierOptions["credential"],
): Promise<CredentialAnswer | undefined> => {
  try {
    return source && { is: "given", credential: await source.current() };
  } catch (cause) {
    if (!(cause instanceof CredentialFault)) throw cause;
    return { is: "fault", fault: cause.is, said: cause.message };
  }
};

/** The courier itself never rejects: whatever ended the call, it ended there. */
const lost = (about: {
  readonly dotAsked: boolean;
  readonly options: Pick<SmtpCourierOptions, "host" | "port">;
  readonly cause: unknown;
}): Outcome => {
  const { dotAsked, options, cause } = about;
  const said = asError(cause).message.slice(0, limits.serverLineCharsMax);
  const code = cause instanceof ThreadLost ? "agent-stopped" : "step-failed";
  const trace = { server: `${options.host}:${options.port}` };
  return dotAsked
    ? { is: "uncertain", because: { code, phase: "dot", said }, trace }
    : { is: "later", because: { code, phase: "data", said }, trace };
};

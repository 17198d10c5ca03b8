/** The thread's program: letters are composed and dialogues held here, each as `smtpCourier` does it. */

import { apart } from "../../foundation/bytes.ts";
import { type Caller, serveCalls } from "../../foundation/thread-calls.ts";
import type { Composer } from "../../ports/composer.ts";
import { CredentialFault, type CredentialSource } from "../../ports/credential.ts";
import { nodemailerComposer } from "./nodemailer-composer.ts";
import type { CredentialAnswer, PostCall, PostQuestion } from "./post-calls.ts";
import { smtpCourier } from "./smtp-courier.ts";

const credentialFrom = (caller: Caller): CredentialSource => ({
  current: async () => {
    const question: PostQuestion = { is: "credential" };
    const answer = (await caller.ask(question)) as CredentialAnswer;
    if (answer.is === "given") return answer.credential;
    throw new CredentialFault(answer.fault, answer.said);
  },
  refused: (credential) => {
    const question: PostQuestion = { is: "refused", credential };
    // Messages arrive in their order: it is refused there before another one is asked for.
    void caller.ask(question).catch(() => undefined);
  },
});

const beforeDot = async (caller: Caller): Promise<void> => {
  const question: PostQuestion = { is: "before-dot" };
  await caller.ask(question);
};

const run = async (call: PostCall, composer: Composer, caller: Caller): Promise<unknown> => {
  switch (call.is) {
    case "deliver": {
      const credential = call.credential ? { credential: credentialFrom(caller) } : {};
      const courier = smtpCourier({ ...call.options, ...credential });
      const handover = { ...call.handover, beforeDot: () => beforeDot(caller) };
      return courier.deliver(handover, caller.signal);
    }
    case "compose":
      return apart(await composer.compose(call.letter));
  }
};

const composer = nodemailerComposer();
serveCalls((call, caller) => run(call as PostCall, composer, caller));

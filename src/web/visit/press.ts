/** A button that changes something: a small form with the session's token, so that no other site can press it. */
import { type Html, html, type Part } from "../html.ts";
import type { Session } from "./sessions.ts";

export const press = (about: {
  readonly session: Session;
  readonly action: string;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly body: Part;
  readonly upload?: true;
}): Html => {
  const { session, action, hidden = {}, body, upload } = about;
  const all = Object.entries({ token: session.token, ...hidden });
  return html`<form method="post" action="${action}"${upload && html` enctype="multipart/form-data"`}>${all.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}${body}</form>`;
};

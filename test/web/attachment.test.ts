/** How a document is named in an answer's head: nothing that somebody called something breaks out of it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { attachment } from "../../src/web/visit/attachment.ts";

test("a name stays one name of one head, whatever a register calls its organisms", () => {
  for (const [name, head] of [
    ["D1.pdf", 'attachment; filename="D1.pdf"'],
    [
      "Évry 100%.pdf",
      "attachment; filename=\"Evry 100_.pdf\"; filename*=UTF-8''%C3%89vry%20100%25.pdf",
    ],
    [
      'a"; filename="b.exe',
      "attachment; filename=\"a_; filename=_b.exe\"; filename*=UTF-8''a%22%3B%20filename%3D%22b.exe",
    ],
    ["a\r\nset-cookie: x=1", 'attachment; filename="a__set-cookie: x=1"'],
    ["../../x\\y\u202e.txt", 'attachment; filename=".._.._x_y_.txt"'],
    ["\ud800'()*!", "attachment; filename=\"_'()*!\"; filename*=UTF-8''%EF%BF%BD%27%28%29%2A%21"],
  ] as const) {
    assert.equal(attachment(name), head);
    assert.doesNotThrow(() => new Headers({ "content-disposition": attachment(name) }));
  }
});

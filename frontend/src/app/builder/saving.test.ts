import { expect, it, vi } from "vitest";

import { type Edit, type Outcome, type SaveState, Saver } from "./saving";

const edit = (key: string, value = key): Edit => ({ key, url: "/", body: { value } });

function saver(outcomes: Outcome[]): { saver: Saver; sent: string[]; states: SaveState[] } {
  const sent: string[] = [];
  const states: SaveState[] = [];
  const send = async (one: Edit): Promise<Outcome> => {
    sent.push(String(one.body["value"]));
    return outcomes.shift() ?? "stored";
  };
  return { saver: new Saver(send, (state) => states.push(state)), sent, states };
}

it("sends one after the other and says when all is saved", async () => {
  const { saver: queue, sent, states } = saver([]);
  queue.add(edit("a"));
  queue.add(edit("b"));
  await queue.settled();
  expect(sent).toEqual(["a", "b"]);
  expect(states).toEqual(["saving", "saving", "saved"]);
});

it("sends only the last of several changes of one field that wait", async () => {
  const { saver: queue, sent } = saver([]);
  queue.add(edit("first"));
  for (const text of ["W", "Wh", "Why"]) queue.add(edit("title", text));
  await queue.settled();
  expect(sent).toEqual(["first", "Why"]);
});

it("keeps what did not arrive and sends it first when the connection is back", async () => {
  const { saver: queue, sent, states } = saver(["lost"]);
  queue.add(edit("a"));
  await vi.waitFor(() => expect(states).toContain("offline"));
  queue.add(edit("b"));
  expect(queue.isClean).toBe(false);
  queue.resume();
  await queue.settled();
  expect(sent).toEqual(["a", "a", "b"]);
  expect(states.at(-1)).toBe("saved");
});

it("goes on after a refusal, which is nothing to send again", async () => {
  const { saver: queue, sent } = saver(["refused"]);
  const done = vi.fn();
  queue.add({ ...edit("a"), done });
  queue.add(edit("b"));
  await queue.settled();
  expect(sent).toEqual(["a", "b"]);
  expect(done).not.toHaveBeenCalled();
});

it("holds everything in a conflict until somebody decides", async () => {
  const { saver: queue, sent, states } = saver(["conflict"]);
  queue.add(edit("a"));
  await vi.waitFor(() => expect(states).toContain("conflict"));
  queue.drop();
  expect(queue.isClean).toBe(true);
  expect(sent).toEqual(["a"]);
});

// A question to the events of its answer: POST /ask, read as server-sent events.

export class Problem extends Error {
  constructor({ title, detail }) {
    super(detail);
    this.title = title;
  }
}

export async function* ask(body, signal) {
  const reply = await fetch("/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify(body),
    signal,
  });
  if (!reply.ok) throw new Problem(await reply.json());
  for await (const { name, data } of eventsOf(reply.body)) {
    if (name === "problem") throw new Problem(data);
    yield { name, data };
  }
}

async function* eventsOf(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    const events = rest.split("\n\n");
    rest = events.pop();
    for (const event of events) {
      const lines = event.split("\n");
      const field = (name) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      yield { name: field("event"), data: JSON.parse(field("data")) };
    }
  }
}

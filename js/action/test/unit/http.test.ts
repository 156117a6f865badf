import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type Socket } from "node:net";
import { suite, test } from "node:test";
import { get, NoAnswer } from "../../src/http.ts";

/** Asks a server that answers like this. */
async function ask(answer: (response: ServerResponse) => void) {
  const server = createServer((_request, response) => answer(response)).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  try {
    return await get(new URL(`http://127.0.0.1:${port}/`));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

suite("one GET", { concurrency: true }, () => {
  test("status, location and body", async () => {
    const answer = await ask((response) => response.writeHead(302, { location: "/x" }).end("é"));
    assert.deepEqual(answer, { status: 302, location: "/x", body: "é" });
  });

  test("more than a MiB is not read", async () => {
    await assert.rejects(
      ask((response) => response.end(Buffer.alloc((1 << 20) + 1, "x"))),
      (error) => error instanceof NoAnswer && /more than 1048576 bytes/.test(error.message),
    );
  });

  test("what breaks off is no answer", async () => {
    await assert.rejects(
      ask((response) => {
        response.writeHead(200, { "content-length": "100" }).write("half");
        setTimeout(() => response.destroy(), 50);
      }),
      NoAnswer,
    );
  });

  test("what is not UTF-8 is no answer", async () => {
    await assert.rejects(
      ask((response) => response.end(Buffer.from([0xff]))),
      /not UTF-8/,
    );
  });

  test("what comes byte by byte ends with the time limit", async () => {
    const start = performance.now();
    await assert.rejects(
      ask((response) => {
        const drip = setInterval(() => response.write(" "), 200);
        response.on("close", () => clearInterval(drip));
      }),
      /no complete answer within 5 s/,
    );
    assert.ok(performance.now() - start < 8000);
  });
});

test("a proxy that takes the connection and says nothing is not waited for", async () => {
  const held: Socket[] = [];
  const proxy = createTcpServer((socket) => void held.push(socket)).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const { port } = proxy.address() as { port: number };
  process.env.HTTPS_PROXY = `http://127.0.0.1:${port}`;
  try {
    await assert.rejects(get(new URL("https://issuer.example/")), /no complete answer within 5 s/);
  } finally {
    delete process.env.HTTPS_PROXY;
    for (const socket of held) socket.destroy();
    proxy.close();
  }
});

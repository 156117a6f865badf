/** One GET, within limits. */
import { type IncomingMessage, request as overHttp } from "node:http";
import { request as overHttps } from "node:https";
import { HttpClient } from "@actions/http-client";
import { reason } from "./foreign.ts";

/** What a server answered. */
export interface Answer {
  readonly status: number;
  /** The `Location` of a redirect. */
  readonly location: string | undefined;
  readonly body: string;
}

/** Why there is no answer; it may be worth another try. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

/** The bytes that are read of a body at most. */
const MOST_BYTES = 1 << 20;

/**
 * The time for one answer, to the last byte; STS waits about as long.
 *
 * Source: <https://repost.aws/knowledge-center/iam-sts-invalididentitytoken>
 */
const TIME_LIMIT_MS = 5000;

/**
 * What the server at `url` answers. The proxies of the environment are used, as the toolkit does; redirects are not followed.
 *
 * @throws {NoAnswer} when there is none in time, or it is too large or not text
 */
export async function get(url: URL): Promise<Answer> {
  const deadline = new AbortController();
  // A request that still waits for its proxy is not told that it was aborted, so that it is not waited for either.
  const late = new Promise<never>((_resolve, reject) => {
    const message = `no complete answer within ${TIME_LIMIT_MS / 1000} s`;
    deadline.signal.addEventListener("abort", () => reject(new NoAnswer(message)));
  });
  const timer = setTimeout(() => deadline.abort(), TIME_LIMIT_MS);
  try {
    return await Promise.race([answer(url, deadline.signal), late]);
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    throw new NoAnswer(reason(error));
  } finally {
    clearTimeout(timer);
  }
}

async function answer(url: URL, signal: AbortSignal): Promise<Answer> {
  const response = await respond(url, signal);
  return {
    status: response.statusCode ?? 0,
    location: response.headers.location,
    body: await body(response),
  };
}

function respond(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const agent = new HttpClient().getAgent(url.href);
  const options = { agent, signal, headers: { accept: "application/json", "user-agent": "can-assume" } };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "https:" ? overHttps : overHttp)(url, options, resolve);
    request.on("error", reject);
    request.end();
  });
}

async function body(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > MOST_BYTES) {
      response.destroy();
      throw new NoAnswer(`more than ${MOST_BYTES} bytes`);
    }
    chunks.push(bytes);
  }
  if (!response.complete) throw new NoAnswer("the answer breaks off");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new NoAnswer("the answer is not UTF-8 text");
  }
}

/** Both sides of a condition: what the policy asks, what came, and where they part. */

import type { Truth } from "can-assume";
import { nearest, parting } from "../model/difference.ts";
import type { Sides } from "../model/tree.ts";
import { scenario } from "../state/scenario.ts";

/** How many values of a list are shown; the rest are counted. */
const MOST = 8;

/** The two sides. */
export function SidesView({ sides, truth }: { readonly sides: Sides; readonly truth: Truth | null }) {
  const [presented] = sides.presented;
  const failing =
    truth === "false" && !sides.negated && sides.presented.length === 1 && presented !== undefined;
  const texts = sides.policy.map((value) => value.text);
  const near = failing ? nearest(presented, texts) : null;
  return (
    <dl class="sides">
      <dt>policy</dt>
      <dd>
        {sides.policy.slice(0, MOST).map((value, at) => (
          <code key={at}>
            {failing && value.text === near ? <Parted text={value.text} other={presented} /> : value.text}
          </code>
        ))}
        {sides.policy.length > MOST && <span class="more">and {sides.policy.length - MOST} more</span>}
      </dd>
      <dt>{scenario.value.identity === "request" ? "request" : "token"}</dt>
      <dd>
        {sides.presented.length === 0 ? (
          <span class="absent">{ABSENT[sides.populated]}</span>
        ) : (
          sides.presented.map((value) => (
            <code key={value}>{failing && near !== null ? <Parted text={value} other={near} /> : value}</code>
          ))
        )}
      </dd>
    </dl>
  );
}

function Parted({ text, other }: { readonly text: string; readonly other: string }) {
  const { head, middle, tail } = parting(text, other);
  return (
    <>
      {head}
      {middle !== "" && <mark>{middle}</mark>}
      {tail}
    </>
  );
}

const ABSENT: Record<Sides["populated"], string> = {
  present: "nothing",
  missing: "the key is not in the request",
  "never-populated": "AWS never fills this key in",
  unknown: "not known",
};

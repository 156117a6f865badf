#!/usr/bin/env python3
"""Compares can-assume-regular with z3's string theory on random questions about glob combinations.

    pip install z3-solver
    cargo build --release -p can-assume-regular --example answer
    python tests/oracle/languages.py target/release/examples/answer [--questions 2500] [--seed 1]

Each question is "is this language empty?" or "is this language contained in that one?". z3 gets the
patterns as regular expressions built here, independently, from IAM's rules: `*` is any run, `?` is one
UTF-16 unit, so a character beyond U+FFFF takes two `?`. Questions that z3 does not decide in time are
left out and counted. Every witness of ours is checked by z3 as well. Exits 1 on any disagreement.
"""

import argparse
import json
import random
import subprocess
import sys
import time

import z3

STRING = z3.StringSort()
REGEX = z3.ReSort(STRING)
BMP = z3.Range(z3.StringVal("\\u{0}"), z3.StringVal("\\u{ffff}"))
ASTRAL = z3.Range(z3.StringVal("\\u{10000}"), z3.StringVal("\\u{2ffff}"))
ANY = z3.Full(REGEX)
NONE = z3.Empty(REGEX)
EPSILON = z3.Re("")


def text(word):
    """The z3 string of a Python string."""
    return z3.StringVal("".join(c if 32 <= ord(c) < 127 and c != "\\" else f"\\u{{{ord(c):x}}}" for c in word))


def concat(parts):
    parts = list(parts)
    if not parts:
        return EPSILON
    return parts[0] if len(parts) == 1 else z3.Concat(*parts)


def units(count):
    """Exactly `count` UTF-16 units."""
    shorter, longer = NONE, EPSILON
    for _ in range(count):
        shorter, longer = longer, z3.Union(z3.Concat(BMP, longer), z3.Concat(ASTRAL, shorter))
    return longer


def gap(count, run):
    """`count` `?` and, if `run`, at least one `*` among them."""
    if not run:
        return units(count)
    if count == 0:
        return ANY
    return z3.Concat(z3.Union(units(count), z3.Concat(units(count - 1), ASTRAL)), ANY)


def glob(pattern):
    parts, count, run = [], 0, False
    for c in pattern:
        if c == "?":
            count += 1
        elif c == "*":
            run = True
        else:
            if count or run:
                parts.append(gap(count, run))
            parts.append(z3.Re(text(c)))
            count, run = 0, False
    if count or run:
        parts.append(gap(count, run))
    return concat(parts)


def regex(expression):
    (kind, value), = expression.items()
    if kind == "glob":
        return glob(value)
    if kind == "literal":
        return z3.Re(text(value))
    if kind == "concat":
        return concat(map(regex, value))
    if kind == "union":
        return z3.Union(*map(regex, value))
    if kind == "intersection":
        return z3.Intersect(*map(regex, value))
    if kind == "complement":
        return z3.Complement(regex(value))
    raise ValueError(kind)


SUBJECTS = ["repo:", "acme", "acme-", "/", "web", "api", ":ref:refs/heads/", "main", "release/", ":environment:",
            "prod", ":pull_request", "@1", "@", "*", "*", "*", "?", "??"]


def random_glob(rng):
    style = rng.random()
    if style < 0.45:
        return "".join(rng.choice("aabb🦀*??*?") for _ in range(rng.randint(0, 7)))
    if style < 0.8:
        parts = ["repo:", rng.choice(["acme", "acme*", "*", "acm?"]), "/", rng.choice(["web", "*", "w?b", "web*"]),
                 rng.choice([":*", ":ref:refs/heads/main", ":ref:refs/heads/*", ":environment:prod*", "*:main", ""])]
        return "".join(parts)
    return "".join(rng.choice(SUBJECTS) for _ in range(rng.randint(1, 6)))


def mutate(rng, pattern):
    """A pattern that is often contained in `pattern` or contains it."""
    at = rng.randint(0, len(pattern))
    change = rng.choice(["widen", "narrow", "insert", "drop"])
    if change == "widen" and pattern:
        at = min(at, len(pattern) - 1)
        return pattern[:at] + rng.choice("*?") + pattern[at + 1:]
    if change == "narrow":
        return pattern.replace("*", rng.choice(["a", "?", "main", "a*", "", "??"]), 1)
    if change == "insert":
        return pattern[:at] + rng.choice("*?ab") + pattern[at:]
    return pattern[:at] + pattern[at + 1:]


def random_expression(rng, base, depth=0):
    choice = rng.random()
    if depth >= 2 or choice < 0.45:
        return {"glob": mutate(rng, rng.choice(base)) if rng.random() < 0.6 else rng.choice(base)}
    if choice < 0.5:
        return {"literal": random_glob(rng).replace("*", "a").replace("?", "b")}
    parts = [random_expression(rng, base, depth + 1) for _ in range(rng.randint(1, 3))]
    if choice < 0.6:
        return {"complement": parts[0]}
    if choice < 0.7:
        return {"concat": parts}
    if len(parts) == 1:
        return parts[0]
    return {rng.choice(["union", "intersection"]): parts}


def random_question(rng, number):
    base = [random_glob(rng) for _ in range(rng.randint(1, 3))]
    kind = rng.choice(["empty", "contained"])
    if kind == "empty":
        parts = [random_expression(rng, base) for _ in range(rng.randint(1, 3))]
        parts.append({"complement": random_expression(rng, base)})
        return {"id": number, "kind": kind, "left": {"intersection": parts}}
    return {"id": number, "kind": kind, "left": random_expression(rng, base), "right": random_expression(rng, base)}


def policy_question(rng, number):
    """What is asked about trust policies: does anyone but the named get in, does a change let in more, are hostile patterns met."""
    glob_of = lambda pattern: {"glob": pattern}
    never = lambda expression: {"complement": expression}
    name = rng.choice(["acme", "octo-org", "monalisa"])
    subjects = [f"repo:{name}/s{n}:" + rng.choice(["*", "ref:refs/heads/main", "ref:refs/*", "environment:p?d*"])
                for n in range(60)]
    kind = number % 6
    if kind == 0:
        parts = [glob_of(f"repo:{name}/web:ref:refs/heads/main"), never(glob_of(f"repo:{name}/*"))]
        return {"id": number, "kind": "empty", "left": {"intersection": parts}}
    if kind == 1:
        parts = [glob_of(f"repo:{name}*/web:*:ref:refs/heads/main"), never(glob_of(f"repo:{name}/*"))]
        return {"id": number, "kind": "empty", "left": {"intersection": parts}}
    if kind == 2:
        parts = [glob_of("repo:*@1234/*@5678:ref:refs/heads/*"), never(glob_of("repo:*@1234/*")), glob_of("*:x*")]
        return {"id": number, "kind": "empty", "left": {"intersection": parts}}
    if kind == 3:
        wide = [glob_of(subject + "*") for subject in subjects]
        return {"id": number, "kind": "contained", "left": {"union": list(map(glob_of, subjects))}, "right": {"union": wide}}
    if kind == 4:
        narrow = [glob_of(subject.replace("p?d*", "prod")) for subject in subjects]
        return {"id": number, "kind": "contained", "left": {"union": list(map(glob_of, subjects))}, "right": {"union": narrow}}
    letters = "abcdefghijklmnopqrstuvwxyz"[:rng.randint(4, 26)]
    left = "".join("*" + c for c in letters) + "?????"
    right = "".join("*" + c for c in reversed(letters[:8])) + "*"
    if rng.random() < 0.5:
        return {"id": number, "kind": "empty", "left": {"intersection": [glob_of(left), glob_of(right)]}}
    return {"id": number, "kind": "contained", "left": glob_of(left), "right": glob_of(left.replace("*c", "", 1))}


def target(question):
    """The language whose emptiness the question asks for."""
    left = regex(question["left"])
    return left if question["kind"] == "empty" else z3.Intersect(left, z3.Complement(regex(question["right"])))


def ask_z3(question, milliseconds):
    solver = z3.Solver()
    solver.set("timeout", milliseconds)
    word = z3.String("word")
    solver.add(z3.InRe(word, target(question)))
    started = time.perf_counter()
    result = solver.check()
    return result, time.perf_counter() - started


def is_member(word, question):
    solver = z3.Solver()
    solver.set("timeout", 5000)
    solver.add(z3.InRe(text(word), target(question)))
    return solver.check()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answer", help="the built example `answer`")
    parser.add_argument("--questions", type=int, default=2500)
    parser.add_argument("--policies", type=int, default=0, help="so many questions as they are asked about policies, after the others")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--timeout", type=int, default=5000, help="milliseconds for z3 on one question")
    arguments = parser.parse_args()

    rng = random.Random(arguments.seed)
    questions = [random_question(rng, number) for number in range(arguments.questions)]
    questions += [policy_question(rng, arguments.questions + number) for number in range(arguments.policies)]
    lines = "".join(json.dumps(question) + "\n" for question in questions)
    run = subprocess.run([arguments.answer], input=lines, capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [question["id"] for question in questions]

    counts = {"empty": [0, 0], "contained": [0, 0]}
    undecided = over_budget = witnesses = unchecked = 0
    ours = theirs = ours_undecided = theirs_undecided = 0.0
    disagreements = []
    for question, answer in zip(questions, answers):
        if "error" in answer:
            over_budget += 1
            continue
        result, seconds = ask_z3(question, arguments.timeout)
        if result == z3.unknown:
            undecided += 1
            ours_undecided += answer["microseconds"] / 1e6
            theirs_undecided += seconds
        else:
            ours += answer["microseconds"] / 1e6
            theirs += seconds
            holds = result == z3.unsat
            counts[question["kind"]][holds] += 1
            if holds != answer["holds"]:
                disagreements.append((question, answer, str(result)))
        # z3 stops at U+2FFFF; our most readable witnesses never get near.
        if answer["witness"] is not None:
            member = is_member(answer["witness"], question)
            if member == z3.unknown:
                unchecked += 1
            else:
                witnesses += 1
            if member == z3.unsat:
                disagreements.append((question, answer, "witness"))

    compared = sum(map(sum, counts.values()))
    print(f"z3 {z3.get_version_string()}, seed {arguments.seed}: {compared} questions compared, "
          f"{undecided} undecided by z3 in {arguments.timeout} ms, {over_budget} over our budget")
    for kind, (no, yes) in counts.items():
        print(f"  {kind}: {yes} yes, {no} no")
    print(f"  {witnesses} witnesses checked by z3, {unchecked} it could not decide")
    print(f"  time on the compared questions: ours {ours:.3f} s, z3 {theirs:.3f} s, {theirs / max(ours, 1e-9):.0f} times")
    if undecided:
        print(f"  time on those that z3 gave up: ours {ours_undecided:.3f} s, z3 {theirs_undecided:.3f} s")
    print(f"  disagreements: {len(disagreements)}")
    for question, answer, result in disagreements[:10]:
        print(json.dumps({"question": question, "ours": answer, "z3": result}, ensure_ascii=False))
    sys.exit(1 if disagreements else 0)


if __name__ == "__main__":
    main()

/** What is rendered from the table of inputs and outputs. */
import { INPUTS, type InputSpec, type InputType, OUTPUTS, type OutputSpec } from "../src/manifest.ts";

const inputs: [string, InputSpec][] = Object.entries(INPUTS);
const outputs: [string, OutputSpec][] = Object.entries(OUTPUTS);

const MADE = "# Made by `npm run build` in js/action from js/action/src/manifest.ts.";

/** `action.yml`. */
export function actionYml(): string {
  return `${MADE}
name: can-assume
description: Says whether this workflow can assume an AWS role by OIDC and why, who else could, and what a change lets in.
author: The can-assume authors
branding:
  icon: shield
  color: blue

inputs:
${inputs.map(([name, spec]) => input(name, spec)).join("\n")}
outputs:
${outputs.map(([name, spec]) => `  ${name}:\n    description: ${quoted(spec.description)}\n`).join("\n")}
runs:
  using: node24
  main: js/action/dist/index.cjs
`;
}

function input(name: string, spec: InputSpec): string {
  return `  ${name}:\n    description: ${quoted(spec.description)}\n    required: false\n    default: ${scalar(spec.default)}\n`;
}

/** A YAML scalar; a text of several lines as a block. */
function scalar(text: string): string {
  return text.includes("\n") ? `|-\n${text.replace(/^/gm, "      ")}` : quoted(text);
}

/** A YAML scalar in double quotes, of which JSON's strings are a part. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

/**
 * `action-types.yml`: the types of inputs and outputs for generators of bindings.
 *
 * Source: <https://github.com/typesafegithub/github-actions-typing>
 */
export function actionTypesYml(): string {
  const members = (of: readonly [string, string][]) =>
    of.map(([name, type]) => `  ${name}:\n${type}`).join("");
  return `${MADE}
inputs:
${members(inputs.map(([name, { type }]) => [name, inputType(type)]))}
outputs:
${members(outputs.map(([name, { type }]) => [name, type.type === "enum" ? enumeration(type.values, "    ") : `    type: ${type.type}\n`]))}`;
}

function inputType(type: InputType): string {
  if (type.type !== "list") return `    type: ${type.type}\n`;
  const item = type.values ? enumeration(type.values, "      ") : "      type: string\n";
  return `    type: list\n    separator: ${quoted(type.separator)}\n    list-item:\n${item}`;
}

function enumeration(values: readonly string[], indent: string): string {
  return `${indent}type: enum\n${indent}allowed-values:\n${values.map((value) => `${indent}  - ${value}\n`).join("")}`;
}

/** The text with its tables of inputs and outputs made anew, between the comments that mark them. */
export function withTables(text: string): string {
  const table = (head: string, rows: readonly string[]) =>
    `${head}\n${head.replace(/[^|]+/g, "---")}\n${rows.join("\n")}`;
  const tables: Record<string, string> = {
    inputs: table(
      "| input | default | meaning |",
      inputs.map(([name, spec]) => `| \`${name}\` | ${code(spec.default)} | ${spec.description} |`),
    ),
    outputs: table(
      "| output | meaning |",
      outputs.map(([name, spec]) => `| \`${name}\` | ${spec.description}${values(spec)} |`),
    ),
  };
  return text.replace(
    /(<!-- (inputs|outputs) -->\n)[\s\S]*?(<!-- \/\2 -->)/g,
    (_, start, name, end) => `${start}${tables[name]}\n${end}`,
  );
}

function code(text: string): string {
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => `\`${line}\``)
    .join("<br>");
}

function values({ type }: OutputSpec): string {
  return type.type === "enum" ? ` One of ${type.values.map((value) => `\`${value}\``).join(", ")}.` : "";
}

/** The committed bundle: one CommonJS file with the WebAssembly module in it, and the licences of what is in it. */
import { readdir, readFile } from "node:fs/promises";
import { build } from "esbuild";
import { root } from "./root.ts";

/** The files of `dist`, by path. Same sources, same bytes: nothing depends on the machine or on where the checkout is. */
export async function bundle(): Promise<[string, string | Uint8Array][]> {
  const result = await build({
    absWorkingDir: `${root}js`,
    entryPoints: ["action/src/index.ts"],
    outfile: "action/dist/index.cjs",
    bundle: true,
    platform: "node",
    target: "node24",
    // @actions/core 3 is ESM and calls `require` of CommonJS packages, which only a CommonJS bundle has.
    format: "cjs",
    loader: { ".wasm": "binary" },
    alias: { undici: "./action/src/undici.ts" },
    // A text of one byte a character is read twice as fast.
    charset: "ascii",
    legalComments: "none",
    metafile: true,
    write: false,
    logLevel: "warning",
  });
  const bundles = result.outputFiles.map((file): [string, Uint8Array] => [file.path, file.contents]);
  const licences = await licencesOf(Object.keys(result.metafile.inputs));
  return [...bundles, [`${root}js/action/dist/LICENSES.txt`, licences]];
}

/** The licence texts of the packages that files come from. */
async function licencesOf(inputs: readonly string[]): Promise<string> {
  const folders = new Set(
    inputs.flatMap((input) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []),
  );
  const texts: string[] = [];
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(await readFile(`${root}js/${folder}/package.json`, "utf8"));
    const file = (await readdir(`${root}js/${folder}`)).find((file) => /^licen[cs]e/i.test(file));
    if (file === undefined) throw new Error(`${folder} has no licence text`);
    const text = await readFile(`${root}js/${folder}/${file}`, "utf8");
    texts.push(`${name} ${version} (${license})\n\n${text.replaceAll("\r\n", "\n").trim()}\n`);
  }
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}

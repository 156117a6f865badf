//! The committed WASM build, in Node.

use std::io::Write;
use std::process::{Command, Stdio};

use can_assume_tests::binary::root;

/// One call.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// Where the input comes from, for messages.
    pub(crate) name: String,
    /// The function.
    pub(crate) call: &'static str,
    /// Its JSON text.
    pub(crate) input: String,
}

/// What the functions of the package return, in order.
pub(crate) fn answers(all: &[Asked]) -> Vec<String> {
    let calls: Vec<(&str, &str)> = all.iter().map(|asked| (asked.call, asked.input.as_str())).collect();
    let mut node = Command::new("node")
        .args(["--input-type=module", "--eval", SCRIPT])
        .current_dir(root().join("js/wasm"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("cannot start node, which runs the WASM build: {error}"));
    let text = serde_json::to_string(&calls).unwrap();
    let mut stdin = node.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = node.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "node ended with {}", output.status);
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Reads calls, writes their answers.
const SCRIPT: &str = r#"
import * as api from "./index.js";
import { readFileSync, writeSync } from "node:fs";
const calls = JSON.parse(readFileSync(0, "utf8"));
const answers = calls.map(([call, input]) => api[call](input));
let rest = Buffer.from(JSON.stringify(answers));
while (rest.length > 0) {
  try {
    rest = rest.subarray(writeSync(1, rest));
  } catch (error) {
    if (error.code !== "EAGAIN") throw error;
  }
}
"#;

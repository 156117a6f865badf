//! What the module was made of and with.

use std::path::Path;
use std::process::Command;

use serde_json::{Map, Value, json};

use super::build::{BINDGEN, OPTIMISE, PANIC, STD};
use super::{Built, Toolchain};
use crate::setup::wasm_bindgen_version;
use crate::step::Failure;
use crate::tool::{cargo, digest, digest_of, output, root};

/// What `js/wasm/PROVENANCE.json` says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Provenance {
    /// The SHA-256 over the sources and the dependencies of the module.
    pub(super) sources: String,
    /// The tools and what they were told.
    pub(super) tools: Value,
    /// The SHA-256 of each file that was made.
    pub(super) files: Vec<(String, String)>,
}

impl Provenance {
    /// That of what was `built` here just now.
    ///
    /// # Errors
    ///
    /// When a tool does not say its version or the sources cannot be read.
    pub(super) fn of(toolchain: &Toolchain, built: &Built) -> Result<Self, Failure> {
        let wasm_opt = output(Command::new(root().join("js/node_modules/.bin/wasm-opt")).arg("--version"))?;
        let tools = json!({
            "rustc": toolchain.version()?.lines().collect::<Vec<_>>(),
            "standard library": STD,
            "panics": PANIC,
            "wasm-bindgen": wasm_bindgen_version()?,
            "wasm-bindgen options": BINDGEN,
            "wasm-opt": wasm_opt.trim(),
            "wasm-opt options": OPTIMISE,
        });
        let files =
            built.files().into_iter().map(|(name, bytes)| (name.to_owned(), digest_of(bytes))).collect();
        Ok(Self { sources: sources()?, tools, files })
    }

    /// The one in a file.
    ///
    /// # Errors
    ///
    /// When it cannot be read or is not one.
    pub(super) fn read(file: &Path) -> Result<Self, Failure> {
        let cannot = |why: String| Failure(format!("{}: {why}; run `cargo xtask wasm`", file.display()));
        let text = std::fs::read_to_string(file).map_err(|error| cannot(error.to_string()))?;
        let value: Value = serde_json::from_str(&text).map_err(|error| cannot(error.to_string()))?;
        let sources = value.get("sources").and_then(Value::as_str);
        let (Some(sources), Some(tools), Some(files)) =
            (sources, value.get("tools"), value.get("files").and_then(Value::as_object))
        else {
            return Err(cannot("`sources`, `tools` or `files` is missing".to_owned()));
        };
        let files =
            files.iter().map(|(name, hash)| (name.clone(), hash.as_str().unwrap_or_default().to_owned()));
        Ok(Self { sources: sources.to_owned(), tools: tools.clone(), files: files.collect() })
    }

    /// The text of the file.
    pub(super) fn text(&self) -> String {
        let files: Map<String, Value> =
            self.files.iter().map(|(name, hash)| (name.clone(), Value::from(hash.as_str()))).collect();
        let value = json!({ "sources": self.sources, "tools": self.tools, "files": files });
        format!("{value:#}\n")
    }
}

/// The SHA-256 over what the module is made of: the crates' sources without their tests, the profile, the dependencies.
///
/// # Errors
///
/// When git does not list the files or one cannot be read.
pub(super) fn sources() -> Result<String, Failure> {
    let mut listed = output(
        Command::new("git")
            .current_dir(root())
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "Cargo.toml"])
            .args(
                CRATES
                    .iter()
                    .flat_map(|name| [format!("crates/{name}/src"), format!("crates/{name}/Cargo.toml")]),
            ),
    )?
    .split('\0')
    .filter(|name| !name.is_empty() && !is_test(name) && root().join(name).is_file())
    .map(str::to_owned)
    .collect::<Vec<_>>();
    listed.sort();
    listed.dedup();
    let mut text = String::new();
    for name in listed {
        text.push_str(&format!("{} {name}\n", digest(&root().join(&name))?));
    }
    let tree = [
        "tree",
        "--locked",
        "--package",
        "can-assume-wasm",
        "--target",
        "wasm32-unknown-unknown",
        "--edges",
        "normal,build",
        "--prefix",
        "none",
        "--format",
        "{p} {f}",
    ];
    // Our own packages are printed with the folder of this checkout.
    let mut dependencies: Vec<String> = output(&mut cargo(tree))?
        .lines()
        .filter(|line| !line.starts_with("can-assume"))
        .map(str::to_owned)
        .collect();
    dependencies.sort();
    dependencies.dedup();
    text.push_str(&dependencies.join("\n"));
    Ok(digest_of(text.as_bytes()))
}

/// Whether a file holds tests only.
fn is_test(name: &str) -> bool {
    name.contains("/tests/") || name.ends_with("/tests.rs") || name.ends_with("_tests.rs")
}

const CRATES: &[&str] = &["regular", "iam", "github", "sources", "core", "report", "wasm"];

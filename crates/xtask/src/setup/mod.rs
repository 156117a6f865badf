//! `cargo xtask setup`: makes the machine ready for the other tasks.
//!
//! | file | what |
//! |---|---|
//! | `component` | parts of the Rust toolchain |
//! | `wasm_sources` | what the module's standard library is built from: rustup's sources, else Debian's |
//! | `wasm_bindgen` | the tool that makes JavaScript's side of the module |
//! | `packages` | the npm packages |
//! | `browser` | a browser for the playground's tests |
//! | `apt` | Debian's packages |

mod apt;
mod browser;
mod component;
mod packages;
mod wasm_bindgen;
mod wasm_sources;

use crate::step::{Failure, Steps};
use crate::tool::cargo;

pub(crate) use browser::find as find_browser;
pub(crate) use wasm_bindgen::{path as wasm_bindgen_path, version as wasm_bindgen_version};

/// How many steps [`steps`] takes.
pub(crate) const STEPS: usize = component::ALL.len() + 5;

/// Makes the machine ready.
///
/// # Errors
///
/// When something is neither there nor to be had.
pub(crate) fn run() -> Result<(), Failure> {
    let mut all = Steps::new("setup", STEPS);
    steps(&mut all)?;
    all.finish();
    Ok(())
}

/// The steps of the set-up, as part of another task.
///
/// # Errors
///
/// As [`run`].
pub(crate) fn steps(steps: &mut Steps) -> Result<(), Failure> {
    for component in component::ALL {
        steps.step(component.name, &format!("rustup component add {}", component.name), || {
            component::ensure(component)
        })?;
    }
    steps.run("fetch", &mut cargo(["fetch", "--locked"]))?;
    steps.step("wasm sources", "rustup component add rust-src", wasm_sources::ensure)?;
    steps.step("wasm-bindgen", "cargo install wasm-bindgen-cli", wasm_bindgen::ensure)?;
    steps.step("npm packages", "cd js && npm ci", packages::ensure)?;
    steps.step("browser", "apt-get install chromium", browser::ensure)
}

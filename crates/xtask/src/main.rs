//! The task runner of this repository: `cargo xtask <task>`.
//!
//! | task | what |
//! |---|---|
//! | `setup` | makes the machine ready for the other tasks |
//! | `test` | everything that must hold before a change lands |
//! | `bless` | takes today's output of the example folders as the expected one |
//! | `docs` | writes the generated files under `docs/`, or checks them |
//! | `wasm` | builds the WebAssembly module of the npm package, or checks it |
//! | `dist` | builds the Action's bundle and the playground, or checks them |
//! | `bench` | runs the benchmarks |

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod bench;
mod bless;
mod dist;
mod docs;
mod setup;
mod step;
mod test;
mod tool;
mod wasm;

/// The task runner of can-assume.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Make the machine ready: toolchain components and dependencies; says what it does, safe to repeat
    Setup,
    /// Run everything that must hold before a change lands, its own set-up first
    Test(test::Options),
    /// Take today's output of the example folders as the expected one; read the diff before committing it
    Bless,
    /// Write the generated files under `docs/`
    Docs(docs::Options),
    /// Build the WebAssembly module of the npm package into `js/wasm`
    Wasm(wasm::Options),
    /// Build the Action's bundle and the playground
    Dist(dist::Options),
    /// Run the benchmarks, all of them or those named
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().task {
        Task::Setup => setup::run(),
        Task::Test(options) => test::run(&options),
        Task::Bless => bless::run(),
        Task::Docs(options) => docs::run(&options),
        Task::Wasm(options) => wasm::run(&options),
        Task::Dist(options) => dist::run(&options),
        Task::Bench(options) => bench::run(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

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

use clap::{Args, Parser, Subcommand};

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
    Docs(Generated),
    /// Build the WebAssembly module of the npm package into `js/wasm`
    Wasm(Generated),
    /// Build the Action's bundle and the playground
    Dist(Generated),
    /// Run the benchmarks, all of them or those named
    Bench(bench::Options),
}

/// How a task treats the files that it makes and that are committed.
#[derive(Args)]
struct Generated {
    /// Write nothing; fail where what is committed is not what the sources make
    #[arg(long)]
    check: bool,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().task {
        Task::Setup => setup::run(),
        Task::Test(options) => test::run(&options),
        Task::Bless => bless::run(),
        Task::Docs(Generated { check: true }) => docs::check(),
        Task::Docs(Generated { check: false }) => docs::run(),
        Task::Wasm(Generated { check: true }) => wasm::check(),
        Task::Wasm(Generated { check: false }) => wasm::run(),
        Task::Dist(Generated { check: true }) => dist::check(),
        Task::Dist(Generated { check: false }) => dist::run(),
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

//! `cargo xtask bench`: the benchmarks.

use clap::Args;

use crate::step::{Failure, Steps};

mod action;
mod evaluation;
mod exposure;
mod startup;

/// Which benchmarks to run.
#[derive(Args)]
pub(crate) struct Options {
    /// The benchmarks to run; all of them when none is named
    #[arg(value_parser = BENCHES.iter().map(|bench| bench.name).collect::<Vec<_>>())]
    names: Vec<String>,
}

/// Runs the benchmarks that are named.
///
/// # Errors
///
/// When one cannot be built or run, or gives another answer than it should.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let chosen: Vec<&Bench> = BENCHES
        .iter()
        .filter(|bench| options.names.is_empty() || options.names.iter().any(|name| name == bench.name))
        .collect();
    let mut steps = Steps::new("bench", chosen.len());
    for bench in chosen {
        steps.step(bench.name, &format!("cargo xtask bench {}", bench.name), bench.run)?;
    }
    steps.finish();
    Ok(())
}

/// A benchmark and its name on the command line.
struct Bench {
    name: &'static str,
    run: fn() -> Result<(), Failure>,
}

const BENCHES: &[Bench] = &[
    Bench { name: "action", run: action::run },
    Bench { name: "evaluation", run: evaluation::run },
    Bench { name: "exposure", run: exposure::run },
    Bench { name: "startup", run: startup::run },
];

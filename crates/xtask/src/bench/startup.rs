//! One-shot `can-assume check --claims` beside the smallest program that reads the same two files.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::step::Failure;
use crate::tool::{cargo, output, root, target};

/// Builds both programs, starts them in turn and prints their wall times as a Markdown table.
///
/// # Errors
///
/// When a program cannot be built or started, or ends with another status than it should.
pub(crate) fn run() -> Result<(), Failure> {
    output(&mut cargo([
        "build",
        "--quiet",
        "--release",
        "--package",
        "can-assume",
        "--package",
        "startup-baseline",
    ]))?;
    let folder = root().join("examples/environment-replaces-ref");
    let release = target().join("release");
    let mut baseline = Command::new(release.join("startup-baseline"));
    baseline.args(["trust-policy.json", "claims.json"]).current_dir(&folder);
    let mut check = Command::new(release.join("can-assume"));
    check.args(["check", "--policy", "trust-policy.json", "--claims", "claims.json"]).current_dir(&folder);

    let mut baseline = Contender { name: "baseline", command: baseline, status: 0, times: Vec::new() };
    let mut check =
        Contender { name: "can-assume check --claims", command: check, status: 1, times: Vec::new() };
    for round in 0..WARM_UP + ROUNDS {
        for contender in [&mut baseline, &mut check] {
            let took = contender.start()?;
            if round >= WARM_UP {
                contender.times.push(took);
            }
        }
    }
    println!("| program | min | median | p95 |\n|---|---|---|---|");
    println!("{}", baseline.row());
    println!("{}", check.row());
    let ratio = |percent| check.at(percent).as_secs_f64() / baseline.at(percent).as_secs_f64();
    println!("| ratio | {:.2} | {:.2} | {:.2} |", ratio(0), ratio(50), ratio(95));
    println!("\n{ROUNDS} starts of each, in turn, after {WARM_UP} to warm up.");
    Ok(())
}

/// A program that is started again and again.
struct Contender {
    name: &'static str,
    command: Command,
    status: i32,
    times: Vec<Duration>,
}

impl Contender {
    /// Starts the program once and says how long it took from start to end.
    fn start(&mut self) -> Result<Duration, Failure> {
        self.command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        let status = self
            .command
            .status()
            .map_err(|error| Failure(format!("cannot start {:?}: {error}", self.command)))?;
        let took = start.elapsed();
        if status.code() == Some(self.status) {
            return Ok(took);
        }
        Err(Failure(format!("{:?} ended with {status}, not {}", self.command, self.status)))
    }

    /// The time that the given percentage of the starts did not exceed.
    fn at(&self, percent: usize) -> Duration {
        let mut sorted = self.times.clone();
        sorted.sort_unstable();
        sorted.get(sorted.len().saturating_sub(1) * percent / 100).copied().unwrap_or_default()
    }

    /// The program's line of the table.
    fn row(&self) -> String {
        let cell = |percent| format!("{:.2} ms", self.at(percent).as_secs_f64() * 1000.0);
        format!("| {} | {} | {} | {} |", self.name, cell(0), cell(50), cell(95))
    }
}

const ROUNDS: usize = 200;
const WARM_UP: usize = 5;

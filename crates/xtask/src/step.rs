//! Steps that report how long they took.

use std::fmt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Why a task stopped: a sentence for people, with what to do next.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The steps of one task, counted and timed.
pub(crate) struct Steps {
    task: &'static str,
    total: usize,
    done: Vec<(String, Duration)>,
}

impl Steps {
    /// Starts a task of `total` steps.
    pub(crate) fn new(task: &'static str, total: usize) -> Self {
        Self { task, total, done: Vec::with_capacity(total) }
    }

    /// Runs `command` as the next step; its output goes where ours goes.
    ///
    /// # Errors
    ///
    /// When the command cannot be started or does not succeed; the message says how to run it again.
    pub(crate) fn run(&mut self, name: &str, command: &mut Command) -> Result<(), Failure> {
        let line = command_line(command);
        self.step(name, &line, || {
            let status = command
                .stdin(Stdio::null())
                .status()
                .map_err(|error| Failure(format!("cannot start `{line}`: {error}")))?;
            if status.success() { Ok(()) } else { Err(Failure(format!("`{line}` ended with {status}"))) }
        })
    }

    /// Runs `work` as the next step; `again` is the command that repeats it alone.
    ///
    /// # Errors
    ///
    /// What `work` fails with, after a line that names `again`.
    pub(crate) fn step(
        &mut self,
        name: &str,
        again: &str,
        work: impl FnOnce() -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let place = format!("[{}/{}]", self.done.len() + 1, self.total);
        eprintln!("{place} {name}: {again}");
        let start = Instant::now();
        let outcome = work();
        let took = start.elapsed();
        match outcome {
            Ok(()) => {
                eprintln!("{place} {name}: ok in {}", seconds(took));
                self.done.push((name.to_owned(), took));
                Ok(())
            }
            Err(failure) => {
                eprintln!("{place} {name}: FAILED after {}", seconds(took));
                eprintln!("      run it again with: {again}");
                Err(failure)
            }
        }
    }

    /// Prints the last line of the task: every step with its time.
    pub(crate) fn finish(self) {
        let total = self.done.iter().map(|(_, took)| *took).sum();
        let parts: Vec<String> =
            self.done.iter().map(|(name, took)| format!("{name} {}", seconds(*took))).collect();
        eprintln!("{}: ok in {} ({})", self.task, seconds(total), parts.join(", "));
    }
}

/// The command as one would type it, its environment included.
fn command_line(command: &Command) -> String {
    let variables = command.get_envs().filter_map(|(name, value)| {
        Some(format!("{}={}", name.to_string_lossy(), quoted(&value?.to_string_lossy())))
    });
    let program = std::iter::once(command.get_program().to_string_lossy().into_owned());
    let arguments = command.get_args().map(|argument| quoted(&argument.to_string_lossy()));
    variables.chain(program).chain(arguments).collect::<Vec<_>>().join(" ")
}

/// The word as a shell reads it back.
fn quoted(word: &str) -> String {
    if word.contains(char::is_whitespace) { format!("'{word}'") } else { word.to_owned() }
}

/// A duration for people.
fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

//! Colour, and where output goes.

use std::io::{ErrorKind, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anstream::ColorChoice;

use crate::args::{Colour, Progress};

/// Whether to use colour on standard output and standard error.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    choice: ColorChoice,
}

impl Terminal {
    /// Decides from the option and the environment: NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, GITHUB_ACTIONS.
    pub(crate) fn new(colour: Colour) -> Self {
        let choice = match colour {
            Colour::Always => ColorChoice::Always,
            Colour::Never => ColorChoice::Never,
            Colour::Auto => {
                if set("NO_COLOR") {
                    ColorChoice::Never
                } else if set("FORCE_COLOR") || set("CLICOLOR_FORCE") || set("GITHUB_ACTIONS") {
                    ColorChoice::Always
                } else {
                    ColorChoice::Auto
                }
            }
        };
        Self { choice }
    }

    /// Writes the report; a reader that has gone is no failure, a full disk is: see [`report_is_whole`].
    pub(crate) fn report(self, text: &str) {
        let mut out = anstream::AutoStream::new(std::io::stdout().lock(), self.choice);
        let failed = out.write_all(text.as_bytes()).and_then(|()| out.flush()).err();
        if let Some(error) = failed.filter(|error| error.kind() != ErrorKind::BrokenPipe)
            && !CUT_SHORT.swap(true, Ordering::Relaxed)
        {
            self.message(&format!("error: cannot write to standard output: {error}\n"));
        }
    }

    /// Writes a message that is not part of the report.
    pub(crate) fn message(self, text: &str) {
        let mut out = anstream::AutoStream::new(std::io::stderr().lock(), self.choice);
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    /// Shows what is being waited for, on a terminal only.
    pub(crate) fn progress(self, text: &str) {
        if std::io::stderr().is_terminal() {
            self.message(&format!("{text}\n"));
        }
    }

    /// Says how far it is with `many` roles that something is done with: at once, and then every second; nothing for a single role.
    pub(crate) fn progress_of(self, doing: &'static str, many: usize, when: Progress) -> Steps {
        let shown = match when {
            Progress::Auto => std::io::stderr().is_terminal(),
            Progress::Always => true,
            Progress::Never => false,
        };
        Steps { terminal: (shown && many > 1).then_some(self), doing, many, done: 0, said: None }
    }

    /// The width to draw for: the terminal's, where it says (`COLUMNS`), else wide enough for a policy's longest lines.
    pub(crate) fn width(self) -> usize {
        let columns = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
        columns.filter(|columns| *columns >= 40).unwrap_or(160)
    }

    /// Whether check marks and box characters can be shown: the locale is UTF-8.
    pub(crate) fn unicode(self) -> bool {
        ["LC_ALL", "LC_CTYPE", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
            .is_some_and(|value| value.to_ascii_lowercase().replace('-', "").ends_with("utf8"))
    }
}

/// Says how far it is, step by step.
#[derive(Debug)]
pub(crate) struct Steps {
    terminal: Option<Terminal>,
    doing: &'static str,
    many: usize,
    done: usize,
    said: Option<Instant>,
}

impl Steps {
    /// Begins the next role.
    pub(crate) fn step(&mut self) {
        self.done += 1;
        let Some(terminal) = self.terminal else { return };
        if self.said.is_none_or(|said| said.elapsed() >= Duration::from_secs(1)) {
            self.said = Some(Instant::now());
            terminal.message(&format!("{} role {} of {}\n", self.doing, self.done, self.many));
        }
    }
}

/// Whether everything that was reported has been written, so that an exit status other than 2 may be given.
pub(crate) fn report_is_whole() -> bool {
    !CUT_SHORT.load(Ordering::Relaxed)
}

/// Whether a part of the report could not be written.
static CUT_SHORT: AtomicBool = AtomicBool::new(false);

fn set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

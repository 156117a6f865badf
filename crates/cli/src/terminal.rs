//! Colour, and where output goes.

use std::io::{IsTerminal, Write};

use anstream::ColorChoice;

use crate::args::Colour;

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

    /// Writes the report; a reader that has gone is no failure.
    pub(crate) fn report(self, text: &str) {
        let mut out = anstream::AutoStream::new(std::io::stdout().lock(), self.choice);
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
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

fn set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

//! Pages that show commands and what they print, in fenced `console` blocks:
//!
//! ````text
//! ```console
//! $ can-assume check --policy trust-policy.json --claims claims.json
//! ? 1
//! DENIED ...
//! ```
//! ````
//!
//! `? 1` is the exit status; it stands there unless it is 0. Errors come after the report.

use std::path::Path;

use crate::binary::can_assume;

/// What one command did: its exit status and what it printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The exit status; -1 when a signal ended the command.
    pub status: i32,
    /// What it printed to stdout.
    pub stdout: String,
    /// What it printed to stderr.
    pub stderr: String,
}

/// Returns `page` with every command's output replaced by what `run` says it prints now.
///
/// A page whose commands print what it shows comes back unchanged. `run` takes the words of the command
/// after the name of the tool.
///
/// # Errors
///
/// A block that is not closed, an output without a command, or a command that is not ours.
pub fn render(page: &str, mut run: impl FnMut(&[String]) -> Printed) -> Result<String, String> {
    let mut fresh = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        push_line(&mut fresh, line);
        if line != OPEN {
            continue;
        }
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != CLOSE).collect();
        if block.first().is_some_and(|line| !line.starts_with(PROMPT)) {
            return Err("a console block begins with something else than a command".to_owned());
        }
        for command in block.iter().filter(|line| line.starts_with(PROMPT)) {
            push_line(&mut fresh, command);
            push_printed(&mut fresh, &run(&words(command)?));
        }
        push_line(&mut fresh, CLOSE);
    }
    Ok(fresh)
}

/// The commands of the page, in order, each as the words after the name of the tool.
///
/// # Errors
///
/// As [`render`].
pub fn commands(page: &str) -> Result<Vec<Vec<String>>, String> {
    let mut all = Vec::new();
    render(page, |words| {
        all.push(words.to_vec());
        Printed { status: 0, stdout: String::new(), stderr: String::new() }
    })?;
    Ok(all)
}

/// Starts the built tool in `folder` with these words and waits for it.
///
/// # Errors
///
/// When it cannot be started or prints something else than UTF-8.
pub fn run<S: AsRef<std::ffi::OsStr>>(folder: &Path, words: &[S]) -> Result<Printed, String> {
    let output = can_assume()
        .args(words)
        .current_dir(folder)
        .stdin(std::process::Stdio::null())
        .output()
        .map_err(|error| format!("cannot start can-assume: {error}"))?;
    Ok(Printed {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).map_err(|error| error.to_string())?,
        stderr: String::from_utf8(output.stderr).map_err(|error| error.to_string())?,
    })
}

/// The words of a command line after the name of the tool; quotes keep spaces together.
fn words(line: &str) -> Result<Vec<String>, String> {
    let rest = NAMES
        .iter()
        .find_map(|name| line.strip_prefix(PROMPT)?.strip_prefix(name))
        .ok_or_else(|| format!("`{line}` does not start can-assume"))?;
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    for letter in rest.chars() {
        match (letter, quote) {
            (letter, Some(open)) if letter == open => quote = None,
            (letter, Some(_)) => word.push(letter),
            ('\'' | '"', None) => quote = Some(letter),
            (' ', None) => words.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
            (letter, None) => word.push(letter),
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    Ok(words)
}

/// Adds the status, unless it is 0, and what was printed.
fn push_printed(page: &mut String, printed: &Printed) {
    if printed.status != 0 {
        push_line(page, &format!("? {}", printed.status));
    }
    for line in printed.stdout.lines().chain(printed.stderr.lines()) {
        push_line(page, line.trim_end());
    }
}

/// Adds one line.
fn push_line(page: &mut String, line: &str) {
    page.push_str(line);
    page.push('\n');
}

const OPEN: &str = "```console";
const CLOSE: &str = "```";
const PROMPT: &str = "$ ";
const NAMES: &[&str] = &["can-assume ", "cargo run --release -- "];

#[cfg(test)]
mod tests {
    use super::{Printed, commands, render};

    const PAGE: &str = "# A\n\n```console\n$ can-assume check --context 'a=b c'\n? 1\nDENIED\n```\n\nEnd.\n";

    fn printed(status: i32, stdout: &str) -> Printed {
        Printed { status, stdout: stdout.to_owned(), stderr: String::new() }
    }

    #[test]
    fn a_page_that_shows_what_is_printed_comes_back_unchanged() {
        assert_eq!(render(PAGE, |_| printed(1, "DENIED\n")).as_deref(), Ok(PAGE));
    }

    #[test]
    fn another_output_or_status_changes_the_page() {
        let fresh = render(PAGE, |_| printed(0, "ALLOWED\n")).unwrap();
        assert!(fresh.contains("'a=b c'\nALLOWED\n```\n\nEnd.\n"), "{fresh}");
    }

    #[test]
    fn quotes_keep_spaces_together() {
        assert_eq!(commands(PAGE).unwrap(), [["check", "--context", "a=b c"]]);
    }

    #[test]
    fn a_foreign_command_is_refused() {
        assert!(commands("```console\n$ rm x\n```\n").unwrap_err().contains("rm x"));
    }
}

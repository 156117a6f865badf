//! `can-assume completions` and `can-assume man`, from the definition of the options.

use clap::CommandFactory;

use crate::args::{Cli, Colour};
use crate::exit::Exit;
use crate::terminal::Terminal;

/// Prints the completion script of a shell.
pub(crate) fn shell(shell: clap_complete::Shell) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "can-assume", &mut script);
    Terminal::new(Colour::Never).report(&String::from_utf8_lossy(&script));
    Exit::Yes
}

/// Prints the manual page.
pub(crate) fn man() -> Exit {
    let mut page = Vec::new();
    match clap_mangen::Man::new(Cli::command()).render(&mut page) {
        Ok(()) => {
            Terminal::new(Colour::Never).report(&String::from_utf8_lossy(&page));
            Exit::Yes
        }
        Err(_) => Exit::Nothing,
    }
}

//! The command line of can-assume: files, standard input, the network, colour and exit codes.
//!
//! | room | what |
//! |---|---|
//! | [`args`] | the options, one file a command |
//! | [`command`] | what each command does |
//! | [`input`] | files and standard input, with their limits |
//! | [`network`] | key sets and discovery documents |
//! | [`terminal`] | colour, and where output goes |

mod args;
mod command;
mod exit;
mod input;
mod network;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = match args::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return exit::usage(&error),
    };
    let exit = command::run(cli);
    exit::status(if terminal::report_is_whole() { exit } else { exit::Exit::Nothing })
}

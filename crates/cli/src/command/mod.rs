//! What each command does.

mod check;
mod check_workflow;
mod claims;
mod completions;
mod diff;
mod explain;
mod facts;
mod fix;
mod lint;
mod schema;
mod who;

use crate::args::{Cli, Command};
use crate::exit::Exit;

/// Runs the command; everything it has to say is said when this returns.
pub(crate) fn run(cli: Cli) -> Exit {
    match cli.command {
        Command::Check(args) => check::run(&args),
        Command::Claims(args) => claims::run(&args),
        Command::Fix(args) => fix::run(&args),
        Command::Facts(args) => facts::run(&args),
        Command::Who(args) => who::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Lint(args) => lint::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Schema { output } => schema::run(output),
        Command::Completions { shell } => completions::shell(shell),
        Command::Man => completions::man(),
    }
}

//! `can-assume schema`.

use crate::args::{Colour, SchemaOutput};
use crate::exit::Exit;
use crate::terminal::Terminal;

/// Prints the schema of an output.
pub(crate) fn run(output: SchemaOutput) -> Exit {
    let text = match output {
        SchemaOutput::Check => can_assume_report::json::check_schema(),
        SchemaOutput::CheckWorkflow => can_assume_report::workflow::check_schema(),
        SchemaOutput::Claims => can_assume_report::workflow::claims_schema(),
        SchemaOutput::Who => can_assume_report::json::who_schema(),
        SchemaOutput::Diff => can_assume_report::json::diff_schema(),
        SchemaOutput::Lint => can_assume_report::json::lint_schema(),
        SchemaOutput::Config => can_assume_report::json::config_schema(),
    };
    Terminal::new(Colour::Never).report(&text);
    Exit::Yes
}

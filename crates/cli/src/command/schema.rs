//! `can-assume schema`.

use crate::args::{Colour, SchemaOutput};
use crate::exit::Exit;
use crate::terminal::Terminal;

/// Prints the schema of an output.
pub(crate) fn run(output: SchemaOutput) -> Exit {
    let text = match output {
        SchemaOutput::Check => can_assume_report::json::check_schema(),
    };
    Terminal::new(Colour::Never).report(&text);
    Exit::Yes
}

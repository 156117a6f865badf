//! The inputs that several functions share, and how their JSON is read.
//!
//! | file | what |
//! |---|---|
//! | `parse` | JSON text into an input, or a diagnostic that shows nothing of it |
//! | `text` | a file |
//! | `time` | the time of the request |
//! | `asked` | what `check` and `fix` are asked |
//! | `workflow` | a workflow and what is known of its repository |
//! | `exposure` | what `who` and `diff` know beside the policies |

mod asked;
mod exposure;
mod parse;
mod text;
mod time;
mod workflow;

pub(crate) use asked::{About, Asked, Explain};
pub(crate) use exposure::options;
pub(crate) use parse::parse;
pub(crate) use text::Text;
pub(crate) use time::Time;
pub(crate) use workflow::Workflow;

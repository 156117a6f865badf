//! The report of `lint`, one renderer a file; its JSON is in [`crate::json`].
//!
//! | file | what |
//! |---|---|
//! | `plain` | for people: the findings as diagnostics, then a line of counts |
//! | `concise` | one line a finding |
//! | `github` | workflow commands: annotations in a run of GitHub Actions |
//! | `markdown` | a table with details, for a job summary or an issue |
//! | `sarif` | SARIF 2.1.0 for code scanning |
//! | `page` | the page of a rule, and the list of all |

mod concise;
mod fingerprint;
mod github;
mod markdown;
mod page;
mod plain;
mod sarif;

pub use concise::concise;
pub use github::github;
pub use markdown::markdown;
pub use page::{document, page_json, page_markdown, page_plain, pages_json, pages_markdown, pages_plain};
pub use plain::{plain, summary};
pub use sarif::sarif;

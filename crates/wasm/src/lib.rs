//! can-assume for JavaScript: one JSON text in, one JSON text out; no logic of its own.
//!
//! | file | answers |
//! |---|---|
//! | [`check()`] | would this identity, or this workflow, get this role, and why |
//! | [`claims()`] | which claims would GitHub issue to each job of a workflow |
//! | [`who()`] | who can assume a role at all |
//! | [`diff()`] | what a change lets in and locks out |
//! | [`fix()`] | the proven edits that let the request through |
//! | [`lint()`] | what is wrong in policies and workflows |
//! | [`mint()`] | the claims of a job that a form describes |
//! | [`explain()`] | the page of a cause or rule, the list of them, or what an error text means |
//! | [`decode_token()`], [`verify_token()`] | what a token says, and whether it is one that STS takes |
//! | `input`, `output` | the JSON around them |
//!
//! Each function takes the JSON text of one of the inputs in `js/wasm/types/input.d.ts` and returns the JSON text of an
//! output: `{"version", "exit", "report", "texts", "errors"}`. `report` is, byte for byte, what the command line prints
//! with `--format json`. No input makes a function panic; one that cannot be used is answered with `exit` 2.

mod check;
mod claims;
mod decode_token;
mod diff;
mod explain;
mod fix;
mod input;
mod lint;
mod mint;
mod output;
mod verify_token;
mod who;

pub use check::check;
pub use claims::claims;
pub use decode_token::decode_token;
pub use diff::diff;
pub use explain::explain;
pub use fix::fix;
pub use lint::lint;
pub use mint::mint;
pub use verify_token::verify_token;
pub use who::who;

//! Strict JSON that remembers where everything stood.
//!
//! | file | what |
//! |---|---|
//! | `decode` | bytes to text: [`decode`] names what is wrong with an encoding |
//! | `parser`, `string`, `number` | text to [`Value`]: [`parse`] |
//! | `value` | the tree: [`Value`], [`Object`], [`Member`] |
//! | `duplicate` | members written twice: [`Duplicate`]; the last one counts |
//! | `error` | [`JsonError`]: what is wrong, where, and the way out |
//!
//! The parser is our own because a policy must be refused wherever IAM's own reader would refuse it, while every
//! name and value keeps its place, repeated members included. `jsonc-parser` keeps the places, but in its strict
//! mode it still takes vertical tabs and Unicode spaces for white space and raw control characters in strings,
//! and `serde_json` keeps neither places nor repeated members. What is accepted here is exactly the grammar of
//! [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259), with escapes that stand for a Unicode text.
//!
//! Nesting is bounded by [`MAX_DEPTH`] and size by the caller, so no input exhausts the stack or the memory.

mod decode;
mod duplicate;
mod error;
mod number;
mod parser;
mod string;
mod value;

pub use decode::decode;
pub use duplicate::Duplicate;
pub use error::JsonError;
pub use parser::{MAX_DEPTH, parse};
pub use value::{Kind, Member, Object, Value};

/// The size limit for one policy, one token's claims or one request: 1 MiB.
pub const DOCUMENT_LIMIT: usize = 1 << 20;

/// The size limit for a listing of a whole account: 256 MiB.
pub const ACCOUNT_LIMIT: usize = 256 << 20;

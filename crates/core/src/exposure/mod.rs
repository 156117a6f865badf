//! The exact analysis: who can assume a role at all, and what a change lets in or locks out.
//!
//! A condition restricts one text to a regular language, a token is a tuple of fields, and every claim is a recipe over them
//! (`can_assume_github::universe`). So the tokens that a policy allows are a regular set for each shape of token, and questions about it
//! have exact answers: a token, which the verifier then has to allow, or the proof that there is none.
//!
//! | file | what |
//! |---|---|
//! | `who` | who is let in |
//! | `diff` | what a change lets in and locks out |
//! | `pairs` | which role before is which after |
//! | `options`, `level`, `identity`, `member` | what is asked with, and what is answered |
//! | `asked` | the set of tokens that is asked about |
//! | `reading`, `operator`, `variable`, `bounds` | from a policy to that set |
//! | `parts`, `text` | the patterns of a policy as languages |
//! | `space`, `product`, `split`, `values` | questions about the tokens of one shape |
//! | `exhausted`, `unthought` | that it would cost too much, and values that nobody had in mind |
//! | `cover`, `extent` | a few generalised tokens that are exactly a set |
//! | `row`, `describe` | those put together, and in words |
//! | `parties`, `sought` | whose tokens are looked for |
//! | `subjects`, `targets`, `chosen`, `templates` | subjects that outsiders and siblings make up |
//! | `choosers`, `spoken` | what that lets in, and which repositories are taken to have GitHub's default template |
//! | `find` | all of it in order |
//! | `witness` | what the verifier says of a token |
//! | `contradiction` | why nobody is let in |
//! | `inquiry`, `reach` | questions about single statements and conditions, and about kinds of jobs |
//! | `other` | principals that are not GitHub's |

mod asked;
mod bounds;
mod choosers;
mod chosen;
mod contradiction;
mod cover;
mod describe;
mod diff;
mod exhausted;
mod extent;
mod find;
mod identity;
mod inquiry;
mod level;
mod member;
mod operator;
mod options;
mod other;
mod pairs;
mod parties;
mod parts;
mod product;
mod reach;
mod reading;
mod row;
mod sought;
mod space;
mod split;
mod spoken;
mod subjects;
mod targets;
mod templates;
mod text;
mod unthought;
mod values;
mod variable;
mod who;
mod witness;

pub use asked::Side;
pub(crate) use asked::issuer_of;
pub use can_assume_regular::Budget;
pub(crate) use contradiction::unmet;
pub(crate) use diff::lets_in_nobody_new;
pub use diff::{Change, Difference, diff};
pub use identity::{Exposure, Identity, OtherPrincipal};
pub(crate) use inquiry::{Always, Inquiry};
pub use level::Level;
pub use member::Member;
pub use options::Options;
pub use pairs::{Pair, pairs};
pub(crate) use reach::{
    Admitted, AnyJob, admits, admits_other_owner, admits_repository, admits_without, allows,
};
pub use who::who;

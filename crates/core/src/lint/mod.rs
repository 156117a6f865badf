//! `lint`: what is wrong in trust policies and workflows before anyone runs them.
//!
//! A rule that claims exposure shows a token that the verifier allows; one that claims that something never happens, or always does, has
//! asked the exact analysis for the proof. What was not decided is not claimed.
//!
//! | file | what |
//! |---|---|
//! | `input`, `report`, `finding` | what is linted, what is answered |
//! | `rule`, `meta`, `registry` | what a rule is, and all of them in the order of the documentation |
//! | `run`, `read` | from files to a report; what a file is |
//! | `policy_view` | one policy with what is known around it |
//! | `reaches`, `dead_values` | what is proved of it for several rules: who is let in, and what no token matches |
//! | `policy_case`, `workflow_case` | one policy or workflow with all that, as rules have it |
//! | `subject_part` | the parts of a subject that findings point at |
//! | `fix`, `edits` | edits, and the trial of each before it is shown |
//! | `config` | `can-assume.toml`: findings that are accepted, with reasons |
//!
//! | room | rules about |
//! |---|---|
//! | `reach` | who is let in that probably was not meant |
//! | `dead` | statements and values that no token can satisfy |
//! | `condition` | conditions that restrict nothing, or less than they seem to |
//! | `key` | condition keys, and the names and refs that they are compared with |
//! | `statement` | statements, actions and principals |
//! | `form` | the text of a policy |
//! | `stored` | what IAM would refuse to store |
//! | `workflow` | workflows |
//! | `between` | a policy beside the workflows of the same run and the facts of the repository |

mod between;
mod condition;
pub mod config;
mod dead;
mod dead_values;
mod edits;
mod finding;
mod fix;
mod form;
mod input;
mod key;
mod meta;
mod policy_case;
mod policy_view;
mod reach;
mod reaches;
mod read;
pub mod registry;
mod report;
mod rule;
mod run;
mod statement;
mod stored;
mod subject_part;
mod workflow;
mod workflow_case;

pub use finding::{Finding, Fix, Witness};
pub use input::{File, FindFile, Input, Selection};
pub use meta::{Confidence, RuleMeta, Severity};
pub use policy_case::PolicyCase;
pub use policy_view::PolicyView;
pub use report::{Outcome, Report};
pub use rule::Rule;
pub use run::lint;
pub use workflow_case::WorkflowCase;

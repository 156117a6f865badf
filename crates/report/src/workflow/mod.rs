//! Whole workflows: the claims of each job, and the verdict for each job, trigger and role.

mod check_json;
mod check_plain;
mod claims_json;
mod claims_plain;
mod table;

pub use check_json::{WorkflowReport, check as check_json, check_schema};
pub use check_plain::{check as check_plain, check_concise};
pub use claims_json::{ClaimsReport, claims as claims_json, claims_schema};
pub use claims_plain::claims as claims_plain;

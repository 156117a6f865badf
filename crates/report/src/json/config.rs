//! The schema of the configuration, `can-assume.toml`; it is read in `can_assume_core::lint::config`.

use schemars::JsonSchema;

/// The configuration of can-assume.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Config")]
#[expect(dead_code, reason = "only its schema is used")]
struct ConfigFile {
    /// Findings that are known and accepted.
    #[schemars(default)]
    ignore: Vec<IgnoreEntry>,
}

/// Findings that are known and accepted.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Ignore")]
#[expect(dead_code, reason = "only its schema is used")]
struct IgnoreEntry {
    /// The id of the rule.
    rule: String,
    /// The file of the policy or workflow, as a path or a glob of `*`, `**` and `?`; every file where it is not given.
    policy: Option<String>,
    /// The statement: its `Sid`, or its position from 1; every statement where it is not given.
    statement: Option<StatementName>,
    /// Why the findings are accepted.
    #[schemars(length(min = 1))]
    reason: String,
    /// The last day on which they are: a date such as 2027-01-31.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    until: Option<String>,
}

/// How a statement is named.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum StatementName {
    /// Its `Sid`.
    Sid(String),
    /// Its position, from 1.
    Number(#[schemars(range(min = 1))] usize),
}

/// The JSON schema of `can-assume.toml`, with a final newline.
pub fn config_schema() -> String {
    super::pretty(&schemars::schema_for!(ConfigFile))
}

//! The members of the document.

use crate::json::{Kind, Value};
use crate::policy::{PolicyDocument, PolicyKind, Statement, Version};
use crate::quote::quote;
use crate::span::Spanned;

use super::report::Report;
use super::strings::string;
use super::{names, statement};

const MEMBERS: [&str; 3] = ["Version", "Id", "Statement"];

/// Reads a policy; `None` only where an error is reported.
pub(super) fn read(value: &Value<'_>, kind: PolicyKind, report: &mut Report) -> Option<PolicyDocument> {
    let Kind::Object(object) = &value.kind else {
        let found = value.describe();
        let help = "pass a policy document: `{\"Version\": \"2012-10-17\", \"Statement\": […]}`";
        report.error(value.span, format!("the policy is {found}; expected an object"), help);
        return None;
    };
    let members = names::known_members(object, &MEMBERS, "a policy", report);
    let (mut version, mut id, mut statements) = (None, None, None);
    for member in members {
        match member.name.as_ref() {
            "Version" => version = read_version(&member.value, report),
            "Id" => id = string("`Id`", &member.value, report),
            "Statement" => statements = Some(read_statements(&member.value, kind, report)),
            _ => {}
        }
    }
    let Some(statements) = statements else {
        let help = "add `\"Statement\": […]` with at least one statement";
        report.error(
            value.span,
            "the policy has no `Statement`; expected an object or a list of objects",
            help,
        );
        return None;
    };
    let document = PolicyDocument { kind, version, id, statements, span: value.span };
    if object.get("Version").is_none() {
        report.warn(
            "missing-version",
            value.span,
            "the policy has no `Version`, which means `2008-10-17`: policy variables are literal text",
            "add `\"Version\": \"2012-10-17\"`",
            None,
        );
    }
    warn_of_literal_variables(&document, report);
    Some(document)
}

fn read_version(value: &Value<'_>, report: &mut Report) -> Option<Spanned<Version>> {
    let text = string("`Version`", value, report)?;
    let version = [Version::V2012, Version::V2008].into_iter().find(|version| version.as_str() == text.value);
    if version.is_none() {
        let found = quote(&text.value);
        let message = format!("`Version` is {found}; expected `2012-10-17` or `2008-10-17`");
        report.error(value.span, message, "write `\"Version\": \"2012-10-17\"`");
    }
    Some(Spanned::new(version?, value.span))
}

fn read_statements(value: &Value<'_>, kind: PolicyKind, report: &mut Report) -> Vec<Statement> {
    match &value.kind {
        Kind::Array(elements) if elements.is_empty() => {
            let message = "`Statement` is an empty list; expected at least one statement";
            report.error(value.span, message, "add a statement with `Effect` and `Action`");
            Vec::new()
        }
        Kind::Array(elements) => {
            elements.iter().filter_map(|element| statement::read(element, kind, report)).collect()
        }
        _ => statement::read(value, kind, report).into_iter().collect(),
    }
}

/// Under `Version` 2008-10-17, `${…}` is literal text, which is rarely meant.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>
fn warn_of_literal_variables(document: &PolicyDocument, report: &mut Report) {
    if document.effective_version() == Version::V2012 {
        return;
    }
    let conditions = document.statements.iter().flat_map(|statement| &statement.conditions);
    for value in conditions.flat_map(|condition| &condition.values) {
        if value.value.contains("${") {
            report.warn(
                "variable-without-version",
                value.span,
                "`${` is literal text here; policy variables need `Version` `2012-10-17`",
                "write `\"Version\": \"2012-10-17\"` if a variable is meant",
                document.version.as_ref().map(|version| {
                    Spanned::new("this version has no policy variables".to_owned(), version.span)
                }),
            );
        }
    }
}

//! The configuration from its text.

use std::ops::Range;

use can_assume_iam::span::{Span, Spanned};
use toml::Spanned as Located;
use toml::de::{DeTable, DeValue};

use super::{Config, Date, Ignore, StatementName};
use crate::diagnostic::{Diagnostic, Level, SourceText};
use crate::lint::registry;

/// The members of `[[ignore]]`.
const MEMBERS: [&str; 5] = ["rule", "policy", "statement", "reason", "until"];

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    /// Where the text is not TOML, has a member that is not known, names a rule that does not exist, or an ignore has no reason: every
    /// such place.
    pub fn read(source: &SourceText) -> Result<Self, Vec<Diagnostic>> {
        let reader = Reader { source };
        let table = DeTable::parse(&source.text).map_err(|error| {
            let span = error.span().unwrap_or_default();
            let message = error.message().lines().next().unwrap_or_default().to_owned();
            vec![reader.error(span, message, "write TOML; see https://toml.io")]
        })?;
        let mut errors = Vec::new();
        let mut ignores = Vec::new();
        for (name, value) in table.get_ref() {
            if name.get_ref() != "ignore" {
                let message =
                    format!("`{}` is no member of the configuration; expected `ignore`", name.get_ref());
                errors.push(reader.error(name.span(), message, "write `[[ignore]]`"));
                continue;
            }
            let Some(list) = value.get_ref().as_array() else {
                let message = format!("`ignore` is {}; expected a list of tables", kind(value.get_ref()));
                errors.push(reader.error(value.span(), message, "write `[[ignore]]`"));
                continue;
            };
            for entry in list.iter() {
                match entry.get_ref().as_table() {
                    Some(table) => ignores.extend(reader.ignore(table, entry.span(), &mut errors)),
                    None => {
                        let message = format!("an ignore is {}; expected a table", kind(entry.get_ref()));
                        errors.push(reader.error(entry.span(), message, "write `[[ignore]]`"));
                    }
                }
            }
        }
        errors.sort_by_key(|error| error.labels.first().map(|label| label.span.start));
        if errors.is_empty() {
            Ok(Self { source: source.clone(), from: String::new(), ignores })
        } else {
            Err(errors)
        }
    }
}

struct Reader<'a> {
    source: &'a SourceText,
}

impl Reader<'_> {
    fn error(&self, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
        let end = span.end.min(self.source.text.len());
        let span = Span::new(span.start.min(end), end);
        Diagnostic::new(Level::Error, "", message).primary(self.source, span, "").help(help)
    }

    fn ignore(
        &self,
        table: &DeTable<'_>,
        place: Range<usize>,
        errors: &mut Vec<Diagnostic>,
    ) -> Option<Ignore> {
        let before = errors.len();
        for name in table.keys().filter(|name| !MEMBERS.contains(&name.get_ref().as_ref())) {
            let near = MEMBERS.iter().find(|known| strsim::osa_distance(known, name.get_ref()) <= 2);
            let help = match near {
                Some(near) => format!("write `{near}`"),
                None => format!("an ignore has `{}`", MEMBERS.join("`, `")),
            };
            let message = format!("`{}` is no member of an ignore", name.get_ref());
            errors.push(self.error(name.span(), message, help));
        }
        let rule = self.text(table, "rule", errors);
        if let Some(rule) = &rule
            && registry::find(&rule.value).is_none()
        {
            let near: Vec<String> =
                registry::nearest(&rule.value).iter().map(|meta| format!("`{}`", meta.id)).collect();
            let help = if near.is_empty() {
                "`can-assume explain --list` lists every rule".to_owned()
            } else {
                format!("the nearest rules are {}", near.join(", "))
            };
            let span = rule.span.start..rule.span.end;
            errors.push(self.error(span, format!("there is no rule `{}`", rule.value), help));
        }
        let reason = self.text(table, "reason", errors);
        if let Some(reason) = reason.as_ref().filter(|reason| reason.value.trim().is_empty()) {
            let span = reason.span.start..reason.span.end;
            errors.push(self.error(span, "the reason is empty", "say why the finding is accepted"));
        }
        for (name, help) in [
            ("rule", "name the rule: `rule = \"any-branch\"`"),
            ("reason", "say why the finding is accepted: `reason = \"…\"`"),
        ] {
            if table.get(name).is_none() {
                errors.push(self.error(place.clone(), format!("the ignore has no `{name}`"), help));
            }
        }
        let policy = self.text(table, "policy", errors);
        let statement = table.get("statement").and_then(|value| self.statement(value, errors));
        let until = table.get("until").and_then(|value| self.until(value, errors));
        (errors.len() == before).then_some(())?;
        Some(Ignore { rule: rule?, policy, statement, reason: reason?.value, until })
    }

    fn text(&self, table: &DeTable<'_>, name: &str, errors: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
        let value = table.get(name)?;
        let Some(text) = value.get_ref().as_str() else {
            let message = format!("`{name}` is {}; expected a string", kind(value.get_ref()));
            errors.push(self.error(value.span(), message, format!("write `{name} = \"…\"`")));
            return None;
        };
        Some(Spanned { value: text.to_owned(), span: Span::new(value.span().start, value.span().end) })
    }

    fn statement(&self, value: &Located<DeValue<'_>>, errors: &mut Vec<Diagnostic>) -> Option<StatementName> {
        if let Some(sid) = value.get_ref().as_str() {
            return Some(StatementName::Sid(sid.to_owned()));
        }
        let number = value.get_ref().as_integer().and_then(|number| number.as_str().parse::<usize>().ok());
        match number.filter(|number| *number > 0) {
            Some(number) => Some(StatementName::Number(number)),
            None => {
                let message = format!(
                    "`statement` is {}; expected a `Sid` or a position from 1",
                    kind(value.get_ref())
                );
                let help = "write `statement = \"Sid\"` or `statement = 1`";
                errors.push(self.error(value.span(), message, help));
                None
            }
        }
    }

    fn until(&self, value: &Located<DeValue<'_>>, errors: &mut Vec<Diagnostic>) -> Option<Spanned<Date>> {
        let span = Span::new(value.span().start, value.span().end);
        let written = value.get_ref().as_str().map(str::to_owned);
        let text = written.or_else(|| value.get_ref().as_datetime().map(ToString::to_string));
        match text.filter(|text| text.len() == 10).and_then(|text| text.parse::<Date>().ok()) {
            Some(date) => Some(Spanned { value: date, span }),
            None => {
                let message = "`until` is no date; expected one like 2027-01-31";
                errors.push(self.error(value.span(), message, "write `until = 2027-01-31`"));
                None
            }
        }
    }
}

/// What a value is, in words.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value.type_str() {
        "integer" => "an integer",
        "array" => "a list",
        "string" => "a string",
        "float" => "a float",
        "boolean" => "a boolean",
        "datetime" => "a date",
        _ => "a table",
    }
}

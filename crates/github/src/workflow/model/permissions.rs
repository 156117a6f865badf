//! A `permissions` block.

use super::super::finding::{FindingId, Report};
use super::super::yaml::{Entry, Node};
use super::super::{FileId, Span};

/// A `permissions` block and what it says of `id-token`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Permissions {
    /// The name `permissions`.
    pub(in super::super) key: Span,
    /// Its value.
    pub(in super::super) value: Span,
    /// What it says.
    pub(in super::super) declared: Declared,
}

/// What a `permissions` block says of `id-token`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Declared {
    /// `write-all`, which includes `id-token: write`.
    WriteAll,
    /// `read-all`, which gives no token: `id-token` has no level `read`.
    ReadAll,
    /// A mapping that names `id-token`.
    Named(Level, Span),
    /// A mapping that does not name `id-token`, which sets it to `none`.
    Unnamed,
}

/// The two levels of `id-token`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Level {
    /// The job can request tokens.
    Write,
    /// It cannot.
    None,
}

impl Permissions {
    /// Reads the block. A permission that is not known does no harm; a level other than `write` gives no token.
    ///
    /// Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions>
    pub(in super::super) fn read(entry: &Entry, file: FileId, report: &mut Report) -> Self {
        let node: &Node = &entry.value;
        let declared = match node.scalar() {
            Some("write-all") => Declared::WriteAll,
            Some("read-all") => Declared::ReadAll,
            Some(other) if !node.is_null() => {
                let message =
                    format!("`permissions` is `{other}`; it is `read-all`, `write-all` or a mapping");
                report.finding(FindingId::PermissionValue, file, node.span, message);
                Declared::Unnamed
            }
            _ => match node.entry("id-token") {
                None => Declared::Unnamed,
                Some(id_token) => {
                    let span = id_token.key_span.to(id_token.value.span);
                    let level = match id_token.value.scalar() {
                        Some("write") => Level::Write,
                        Some("none") => Level::None,
                        other => {
                            let other = other.unwrap_or_default();
                            let message = format!("`id-token` is `{other}`; it is `write` or `none`");
                            report.finding(FindingId::PermissionValue, file, span, message);
                            Level::None
                        }
                    };
                    Declared::Named(level, span)
                }
            },
        };
        Self { key: entry.key_span, value: node.span, declared }
    }

    /// The level of `id-token`.
    pub(in super::super) const fn level(&self) -> Level {
        match self.declared {
            Declared::WriteAll | Declared::Named(Level::Write, _) => Level::Write,
            Declared::ReadAll | Declared::Named(Level::None, _) | Declared::Unnamed => Level::None,
        }
    }

    /// The place that decides: the line of `id-token`, else the block.
    pub(in super::super) const fn deciding_span(&self) -> Span {
        match self.declared {
            Declared::Named(_, span) => span,
            _ => self.key.to(self.value),
        }
    }
}

//! One finding.

use can_assume_github::claims::Claims;
use can_assume_iam::context::ContextValue;
use can_assume_iam::span::Span;

use super::meta::{Confidence, RuleMeta, Severity};
use crate::cause::Proposal;
use crate::diagnostic::{Diagnostic, Edit, Help, Label, Level, SourceText};
use crate::exposure::Admitted;

/// Something that a rule found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule.
    pub rule: &'static RuleMeta,
    /// How grave it is here.
    pub severity: Severity,
    /// How sure it is here.
    pub confidence: Confidence,
    /// One line: what is.
    pub message: String,
    /// Where, the primary place first.
    pub labels: Vec<Label>,
    /// Facts.
    pub notes: Vec<String>,
    /// Actions that no edit carries out.
    pub helps: Vec<String>,
    /// For a rule that claims exposure: a token that the verifier allows.
    pub witness: Option<Witness>,
    /// For a rule that claims that something never happens: the proof in a sentence.
    pub contradiction: Option<String>,
    /// Edits that were tried.
    pub fixes: Vec<Fix>,
    /// The statement it is about, from 0, with its `Sid`.
    pub statement: Option<(usize, Option<String>)>,
    /// The role whose policy it is about, by its name or ARN, where the file says it.
    pub role: Option<String>,
    /// Whether it says no more than that something was not decided.
    pub undetermined: bool,
    /// Edits to try, the best first.
    pub(super) proposals: Vec<Proposal>,
}

/// A token that shows an exposure; the verifier allowed it.
#[derive(Debug, Clone)]
pub struct Witness {
    /// Its claims.
    pub claims: Claims,
    /// Values of keys outside the token with which it is allowed.
    pub context: Vec<(String, ContextValue)>,
}

/// An edit that was applied, read again, linted again and compared: the finding is gone, and nobody is let in who was not before.
#[derive(Debug, Clone)]
pub struct Fix {
    /// What it does, in the imperative.
    pub title: String,
    /// The edits, in order of place.
    pub edits: Vec<Edit>,
}

impl From<Admitted> for Witness {
    fn from(admitted: Admitted) -> Self {
        Self { claims: admitted.claims, context: admitted.context }
    }
}

impl Witness {
    /// The subject.
    #[must_use]
    pub fn subject(&self) -> String {
        self.claims.sub().unwrap_or_default().into_owned()
    }
}

impl Finding {
    /// A finding of the rule's own severity and confidence, without a place.
    pub(super) fn new(rule: &'static RuleMeta, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            confidence: rule.confidence,
            message: message.into(),
            labels: Vec::new(),
            notes: Vec::new(),
            helps: Vec::new(),
            witness: None,
            contradiction: None,
            fixes: Vec::new(),
            statement: None,
            role: None,
            undetermined: false,
            proposals: Vec::new(),
        }
    }

    /// Says where it is, and what is to be written there.
    #[must_use]
    pub(super) fn at(mut self, source: &SourceText, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { source: source.clone(), span, text: text.into(), primary: true });
        self
    }

    /// Adds a place that explains it.
    #[must_use]
    pub(super) fn beside(mut self, source: &SourceText, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { source: source.clone(), span, text: text.into(), primary: false });
        self
    }

    /// Gives it another severity.
    #[must_use]
    pub(super) fn severity(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    /// Gives it another confidence.
    #[must_use]
    pub(super) fn confidence(self, confidence: Confidence) -> Self {
        Self { confidence, ..self }
    }

    /// Adds a fact.
    #[must_use]
    pub(super) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds an action.
    #[must_use]
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.helps.push(help.into());
        self
    }

    /// Adds the token that shows it.
    #[must_use]
    pub(super) fn witness(self, witness: Witness) -> Self {
        Self { witness: Some(witness), ..self }
    }

    /// Adds the proof that something never happens.
    #[must_use]
    pub(super) fn contradiction(self, why: impl Into<String>) -> Self {
        Self { contradiction: Some(why.into()), ..self }
    }

    /// Adds edits to try.
    #[must_use]
    pub(super) fn propose(mut self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.proposals.push(Proposal { title: title.into(), edits });
        self
    }

    /// The file and the place where it stands; a finding of a whole file stands at its beginning.
    #[must_use]
    pub fn place(&self) -> Option<(&SourceText, Span)> {
        self.labels.first().map(|label| (&label.source, label.span))
    }

    /// The finding as a diagnostic: errors are those of high severity, notes those of low severity and information.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        let level = match self.severity {
            Severity::High => Level::Error,
            Severity::Medium => Level::Warning,
            Severity::Low | Severity::Info => Level::Note,
        };
        let mut diagnostic = Diagnostic::new(level, self.rule.id, self.message.as_str());
        diagnostic.labels.clone_from(&self.labels);
        if let Some(witness) = &self.witness {
            diagnostic.notes.push(format!("witness: {} is allowed", shown(witness)));
        }
        if let Some(why) = &self.contradiction {
            diagnostic.notes.push(format!("proved: {why}"));
        }
        diagnostic.notes.extend(self.notes.iter().cloned());
        if self.confidence != Confidence::High {
            diagnostic.notes.push(format!("confidence: {}", self.confidence.as_str()));
        }
        let fixes = self.fixes.iter().map(|fix| Help { text: fix.title.clone(), edits: fix.edits.clone() });
        let helps = self.helps.iter().map(|help| Help { text: help.clone(), edits: Vec::new() });
        diagnostic.helps = fixes.chain(helps).collect();
        diagnostic
    }
}

/// A witness in a line: its subject, then what it needs beside that.
fn shown(witness: &Witness) -> String {
    let subject = witness.subject();
    let mut others = Vec::new();
    if let Some(repository) =
        witness.claims.text("repository").filter(|name| !subject.contains(name.as_ref()))
    {
        others.push(format!("repository `{repository}`"));
    }
    if let Some(workflow) = witness.claims.text("workflow").filter(|_| subject.contains(":workflow:")) {
        others.push(format!("a workflow called `{workflow}`"));
    }
    others
        .extend(witness.context.iter().map(|(key, value)| format!("{key} `{}`", value.values().join(", "))));
    let beside = if others.is_empty() { String::new() } else { format!(" ({})", others.join(", ")) };
    format!("`{subject}`{beside}")
}

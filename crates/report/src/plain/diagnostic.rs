//! Diagnostics as rustc draws them, by annotate-snippets.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Name, Patch, Renderer, Snippet};
use can_assume_core::diagnostic::{Diagnostic, Help, Label, Level, SourceText};

use super::Style;
use super::window::Window;
use crate::escape::terminal;

/// Several diagnostics, a blank line between them.
pub fn diagnostics(all: &[Diagnostic], style: Style) -> String {
    let drawn: Vec<String> = all.iter().map(|one| diagnostic(one, style)).collect();
    drawn.join("\n")
}

/// One diagnostic, with its labels in the texts, its notes, and its helps as patches.
pub fn diagnostic(diagnostic: &Diagnostic, style: Style) -> String {
    let headline = terminal(&diagnostic.headline).into_owned();
    let mut title = level(diagnostic.level).primary_title(headline);
    if !diagnostic.id.is_empty() {
        title = title.id(diagnostic.id.clone());
    }
    let mut main = Group::with_title(title);
    for (source, labels) in by_source(&diagnostic.labels) {
        main = main.element(snippet(source, &labels));
    }
    for note in &diagnostic.notes {
        main = main.element(Name::NOTE.message(terminal(note).into_owned()));
    }
    let mut groups = vec![main];
    for help in &diagnostic.helps {
        if help.edits.is_empty() {
            groups = append_help(groups, help);
        } else {
            groups.push(patch(help));
        }
    }
    // ASCII even where the locale has more: logs and screen readers cope with it.
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii).term_width(style.width);
    let mut text = renderer.render(&groups);
    text.push('\n');
    text
}

fn append_help<'a>(mut groups: Vec<Group<'a>>, help: &Help) -> Vec<Group<'a>> {
    let message = Name::HELP.message(terminal(&help.text).into_owned());
    if let Some(last) = groups.pop() {
        groups.push(last.element(message));
    }
    groups
}

fn patch<'a>(help: &'a Help) -> Group<'a> {
    let mut group = Group::with_title(Name::HELP.secondary_title(terminal(&help.text).into_owned()));
    let mut sources: Vec<&SourceText> = Vec::new();
    for edit in &help.edits {
        if !sources.contains(&&edit.source) {
            sources.push(&edit.source);
        }
    }
    for source in sources {
        let edits = || help.edits.iter().filter(|edit| edit.source == *source);
        let window = Window::around(&source.text, edits().map(|edit| edit.span));
        let patches = edits().map(|edit| Patch::new(window.range(edit.span), edit.replacement.as_str()));
        let snippet =
            Snippet::source(window.text.clone()).line_start(window.first_line).path(source.name.as_str());
        group = group.element(snippet.patches(patches));
    }
    group
}

fn snippet<'a>(
    source: &'a SourceText,
    labels: &[&'a Label],
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let window = Window::around(&source.text, labels.iter().map(|label| label.span));
    let annotations = labels.iter().map(|label| {
        let kind = if label.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(window.range(label.span));
        if label.text.is_empty() { annotation } else { annotation.label(terminal(&label.text).into_owned()) }
    });
    Snippet::source(window.text.clone())
        .line_start(window.first_line)
        .path(source.name.as_str())
        .annotations(annotations)
}

/// The labels of each text, the texts in order of first mention.
fn by_source(labels: &[Label]) -> Vec<(&SourceText, Vec<&Label>)> {
    let mut groups: Vec<(&SourceText, Vec<&Label>)> = Vec::new();
    for label in labels {
        match groups.iter_mut().find(|(source, _)| *source == &label.source) {
            Some((_, members)) => members.push(label),
            None => groups.push((&label.source, vec![label])),
        }
    }
    groups
}

fn level(level: Level) -> Name<'static> {
    match level {
        Level::Error => Name::ERROR,
        Level::Warning => Name::WARNING,
        Level::Note => Name::NOTE,
    }
}

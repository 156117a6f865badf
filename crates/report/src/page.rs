//! The page of a cause, and the list of all.

use anstyle::{AnsiColor, Style};
use can_assume_core::cause::CauseMeta;
use serde::Serialize;

use crate::json::pretty;

/// The page for a terminal: the Markdown with its headings in bold.
pub fn plain(meta: &CauseMeta) -> String {
    let (id, bold) = (Style::new().bold().fg_color(Some(AnsiColor::Cyan.into())), Style::new().bold());
    let mut out = format!("{id}{}{id:#}: {bold}{}{bold:#}\n\n", meta.id, meta.title);
    for line in meta.page.lines() {
        match line.strip_prefix("## ") {
            Some(heading) => out.push_str(&format!("{bold}{heading}{bold:#}\n")),
            None => out.push_str(&format!("{line}\n")),
        }
    }
    out
}

/// The page as a Markdown document.
pub fn markdown(meta: &CauseMeta) -> String {
    format!("# {}\n\n**{}**\n\n{}", meta.id, sentence(meta.title), meta.page)
}

/// The page as JSON.
pub fn json(meta: &CauseMeta) -> String {
    pretty(&Page::new(meta))
}

/// One cause a line.
pub fn list_plain(pages: &[&CauseMeta]) -> String {
    let width = pages.iter().map(|meta| meta.id.len()).max().unwrap_or_default();
    let bold = Style::new().bold();
    pages.iter().map(|meta| format!("{bold}{:width$}{bold:#}  {}\n", meta.id, meta.title)).collect()
}

/// The list as a Markdown document whose links lead to the pages beside it.
pub fn list_markdown(pages: &[&CauseMeta]) -> String {
    let mut out = String::from(
        "# Causes\n\nWhy a request is denied, in the order in which fixing the causes matters. \
         `can-assume explain ID` prints a page.\n\n| cause | what is wrong |\n|---|---|\n",
    );
    for meta in pages {
        out.push_str(&format!("| [{0}]({0}.md) | {1} |\n", meta.id, meta.title.replace('|', "\\|")));
    }
    out
}

/// The list as JSON.
pub fn list_json(pages: &[&CauseMeta]) -> String {
    let causes: Vec<Page<'_>> = pages.iter().map(|meta| Page::new(meta)).collect();
    pretty(&serde_json::json!({"version": 1, "causes": causes}))
}

/// A cause as programs read it.
pub(crate) fn value(meta: &CauseMeta) -> serde_json::Value {
    serde_json::json!({"version": 1, "id": meta.id, "title": meta.title, "page": meta.page})
}

/// A page as programs read it.
#[derive(Debug, Serialize)]
struct Page<'a> {
    version: u32,
    id: &'a str,
    title: &'a str,
    page: &'a str,
}

impl<'a> Page<'a> {
    fn new(meta: &CauseMeta) -> Page<'static> {
        Page { version: 1, id: meta.id, title: meta.title, page: meta.page }
    }
}

/// A title as a sentence of its own.
fn sentence(title: &str) -> String {
    let mut characters = title.chars();
    match characters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), characters.as_str()),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const META: CauseMeta =
        CauseMeta { id: "an-id", title: "what is wrong", page: "Why.\n\n## What to do\n\nThis.\n" };

    #[test]
    fn a_page_is_the_same_text_in_every_form() {
        assert_eq!(markdown(&META), "# an-id\n\n**What is wrong.**\n\nWhy.\n\n## What to do\n\nThis.\n");
        let plain = plain(&META);
        assert!(plain.contains("an-id") && plain.ends_with("This.\n") && !plain.contains('#'));
        let json: serde_json::Value = serde_json::from_str(&json(&META)).unwrap();
        assert_eq!(json["page"], META.page);
    }

    #[test]
    fn the_list_names_every_cause() {
        assert!(list_markdown(&[&META]).contains("| [an-id](an-id.md) | what is wrong |"));
        assert!(list_plain(&[&META]).ends_with("what is wrong\n"));
    }
}

//! The page of a rule, and the list of all.

use anstyle::{AnsiColor, Style};
use can_assume_core::cause::{self, CauseMeta};
use can_assume_core::lint::RuleMeta;

use crate::json::pretty;

/// The page for a terminal: the Markdown with its headings in bold.
pub fn page_plain(meta: &RuleMeta) -> String {
    let (id, bold) = (Style::new().bold().fg_color(Some(AnsiColor::Cyan.into())), Style::new().bold());
    let mut out = format!("{id}{}{id:#}: {bold}{}{bold:#}\n", meta.id, meta.title);
    out.push_str(&format!(
        "severity {}, confidence {}\n\n",
        meta.severity.as_str(),
        meta.confidence.as_str()
    ));
    for line in meta.page.lines() {
        match line.strip_prefix("## ") {
            Some(heading) => out.push_str(&format!("{bold}{heading}{bold:#}\n")),
            None => out.push_str(&format!("{line}\n")),
        }
    }
    out
}

/// The page as a Markdown document.
pub fn page_markdown(meta: &RuleMeta) -> String {
    let mut title = meta.title.chars();
    let title: String = title.next().into_iter().flat_map(char::to_uppercase).chain(title).collect();
    format!(
        "# {}\n\n**{title}.**\n\nSeverity: {}. Confidence: {}.\n\n{}",
        meta.id,
        meta.severity.as_str(),
        meta.confidence.as_str(),
        meta.page
    )
}

/// The page as JSON.
pub fn page_json(meta: &RuleMeta) -> String {
    pretty(&value(meta))
}

/// One rule a line.
pub fn pages_plain(pages: &[&RuleMeta]) -> String {
    let width = pages.iter().map(|meta| meta.id.len()).max().unwrap_or_default();
    let bold = Style::new().bold();
    pages
        .iter()
        .map(|meta| {
            format!("{bold}{:width$}{bold:#}  {:<6}  {}\n", meta.id, meta.severity.as_str(), meta.title)
        })
        .collect()
}

/// The list as a Markdown document whose links lead to the pages beside it.
pub fn pages_markdown(pages: &[&RuleMeta]) -> String {
    let mut out = String::from(
        "# Rules\n\nWhat `can-assume lint` looks for. `can-assume explain ID` prints a page.\n\n\
         | rule | severity | confidence | what is wrong |\n|---|---|---|---|\n",
    );
    for meta in pages {
        out.push_str(&format!(
            "| [{}](../{}) | {} | {} | {} |\n",
            meta.id,
            document(meta),
            meta.severity.as_str(),
            meta.confidence.as_str(),
            meta.title.replace('|', "\\|")
        ));
    }
    out
}

/// The list as JSON, beside the causes where these are given.
pub fn pages_json(causes: &[&CauseMeta], rules: &[&RuleMeta]) -> String {
    let mut all = serde_json::json!({"version": 1});
    if let Some(members) = all.as_object_mut() {
        if !causes.is_empty() {
            members.insert("causes".to_owned(), causes.iter().map(|meta| crate::page::value(meta)).collect());
        }
        members.insert("rules".to_owned(), rules.iter().map(|meta| value(meta)).collect());
    }
    pretty(&all)
}

/// Where the page of a rule is in the documentation: with the cause of the same id, where there is one.
pub fn document(meta: &RuleMeta) -> String {
    let folder = if cause::page(meta.id).is_some() { "causes" } else { "rules" };
    format!("{folder}/{}.md", meta.id)
}

/// A rule as programs read it.
fn value(meta: &RuleMeta) -> serde_json::Value {
    serde_json::json!({
        "version": 1,
        "id": meta.id,
        "severity": meta.severity.as_str(),
        "confidence": meta.confidence.as_str(),
        "title": meta.title,
        "page": meta.page,
    })
}

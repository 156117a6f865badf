//! The report for people.

use can_assume_core::lint::{Report, Severity};

use crate::plain::{Style, diagnostic};

/// Every finding as a diagnostic, then the counts.
pub fn plain(report: &Report, style: Style) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        out.push_str(&diagnostic(&finding.diagnostic(), style));
        out.push('\n');
    }
    out.push_str(&summary(report));
    out
}

/// How many findings there are, in a line.
pub fn summary(report: &Report) -> String {
    let count = report.findings.len();
    let ignored = match report.ignored {
        0 => String::new(),
        ignored => format!("; {ignored} ignored"),
    };
    let looked = format!(
        "{} and {}",
        counted(report.policies, "policy", "policies"),
        counted(report.workflows, "workflow", "workflows")
    );
    if count == 0 {
        return format!("no findings in {looked}{ignored}\n");
    }
    format!(
        "{} in {looked}: {} high, {} medium, {} low, {} informational{ignored}\n",
        counted(count, "finding", "findings"),
        report.count(Severity::High),
        report.count(Severity::Medium),
        report.count(Severity::Low),
        report.count(Severity::Info)
    )
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

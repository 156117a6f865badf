//! Long-lived AWS keys in a workflow.
//!
//! Source: <https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws>

use super::super::finding::{FindingId, Report};
use super::super::model::{Env, Workflow};
use super::super::{FileId, Span};

/// Reports inputs and variables that carry an access key, and `aws configure set` of one.
pub(in super::super) fn find(workflow: &Workflow, report: &mut Report) {
    let file = workflow.file;
    let mut env = |env: &Env| {
        for (name, key, value) in &env.0 {
            if name == "AWS_ACCESS_KEY_ID" && !value.text.contains("steps.") {
                found(
                    report,
                    file,
                    Span::new(key.start, value.span.end),
                    "the variable `AWS_ACCESS_KEY_ID` holds a long-lived key",
                );
            }
        }
    };
    env(&workflow.env);
    for job in &workflow.jobs {
        env(&job.env);
        for step in &job.steps {
            env(&step.env);
        }
    }
    for step in workflow.jobs.iter().flat_map(|job| &job.steps) {
        for (name, key, value) in &step.with {
            let is_key = name.eq_ignore_ascii_case("aws-access-key-id") && !value.text.is_empty();
            // A key that an earlier step has just made is not long-lived.
            if is_key && !value.text.contains("steps.") && !value.text.contains("env.") {
                let span = Span::new(key.start, value.span.end);
                found(report, file, span, "`aws-access-key-id` passes a long-lived key");
            }
        }
        if let Some(run) = &step.run
            && run.text.contains("configure set aws_access_key_id")
        {
            found(report, file, run.span, "the script configures a long-lived key");
        }
    }
}

fn found(report: &mut Report, file: FileId, span: Span, message: &str) {
    report.finding(FindingId::LongLivedKeys, file, span, message);
}

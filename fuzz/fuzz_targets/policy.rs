//! A policy's text: reading, checking and evaluating it never panics, and both ways of evaluation agree.

#![no_main]

use can_assume_iam::compile::compile;
use can_assume_iam::context::{ContextValue, Request, RequestContext, keys};
use can_assume_iam::evaluate::caller_permission;
use can_assume_iam::policy::{self, PolicyKind};
use can_assume_iam::write_time;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for kind in
        [PolicyKind::Trust, PolicyKind::ResourceControl, PolicyKind::ServiceControl, PolicyKind::Identity]
    {
        let Ok(parsed) = policy::parse(text, kind) else { continue };
        let compiled = compile(&parsed.document);
        for request in [web_identity(), assume_role()] {
            let trace = compiled.trace(&request);
            assert_eq!(compiled.decide(&request), trace.decision);
            let _ = caller_permission(&trace, &request, Some(&parsed.document));
        }
        let _ = write_time::check(&parsed.document, text);
    }
});

fn web_identity() -> Request {
    let mut context = RequestContext::with_absent(keys::web_identity);
    for (key, value) in [
        ("sub", "repo:octo/app:ref:refs/heads/main"),
        ("aud", "sts.amazonaws.com"),
        ("ref", "refs/heads/main"),
    ] {
        let key = format!("token.actions.githubusercontent.com:{key}");
        context.insert(&key, ContextValue::Single(value.to_owned()));
    }
    Request {
        action: "sts:AssumeRoleWithWebIdentity".to_owned(),
        principal: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com".to_owned(),
        resource: Some("arn:aws:iam::123456789012:role/deploy".to_owned()),
        context,
    }
}

fn assume_role() -> Request {
    Request {
        action: "sts:AssumeRole".to_owned(),
        principal: "arn:aws:sts::123456789012:assumed-role/ci/run".to_owned(),
        resource: None,
        context: RequestContext::with_absent(keys::assume_role_by_principal),
    }
}

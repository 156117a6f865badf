use proptest::prelude::*;

use super::*;

/// The one failure of a text.
fn one(text: &str) -> Finding {
    let mut findings = read(text).findings;
    assert_eq!(findings.len(), 1, "{text}: {:?}", findings.iter().map(|f| f.wording.id).collect::<Vec<_>>());
    findings.remove(0)
}

type Variables = &'static [(&'static str, &'static str)];

/// One text of each wording, as it is printed, with the variable parts it holds.
const PRINTED: &[(&str, &str, Variables)] = &[
    (
        "not-authorized",
        "An error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: Not authorized to perform sts:AssumeRoleWithWebIdentity",
        &[],
    ),
    (
        "not-authorized-on-resource",
        "User: arn:aws:iam::1:user/u is not authorized to perform: sts:AssumeRoleWithWebIdentity on resource: arn:aws:iam::111122223333:role/deploy",
        &[("role", "arn:aws:iam::111122223333:role/deploy")],
    ),
    ("explicit-deny-in-rcp", "not authorized with an explicit deny in a resource control policy", &[]),
    (
        "could-not-be-validated",
        "InvalidIdentityToken: The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.",
        &[],
    ),
    (
        "no-provider",
        "No OpenIDConnect provider found in your account for https://token.actions.githubusercontent.com",
        &[("issuer", "https://token.actions.githubusercontent.com")],
    ),
    ("incorrect-audience", "Error: Incorrect token audience", &[]),
    (
        "several-audiences",
        "An error occurred (InvalidIdentityToken) when calling the AssumeRoleWithWebIdentity operation: Token audience contains more than one audience while authorized party is not present",
        &[],
    ),
    (
        "not-a-jwt",
        "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
        &[],
    ),
    ("claim-missing", "Missing a required claim: sub", &[("claim", "sub")]),
    ("claim-empty", "Claim is not allowed to be empty: aud", &[("claim", "aud")]),
    ("timestamp-malformed", "Invalid timestamp in token claims.", &[]),
    ("subject-type", "(InternalFailure) Unknown error validating third-party token", &[]),
    (
        "token-expired",
        "ExpiredTokenException: Token expired: current date/time 1789123421 must be before the expiration date/time 1789123397",
        &[("current", "1789123421"), ("expiry", "1789123397")],
    ),
    ("issued-in-the-future", "Token issued in the future: 1789127326", &[("issued at", "1789127326")]),
    (
        "not-yet-valid",
        "Token not yet valid: current date/time 1789124026 must be after or equal to the not-before date/time 1789127326",
        &[("current", "1789124026"), ("not before", "1789127326")],
    ),
    (
        "key-retrieval",
        "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
        &[],
    ),
    ("thumbprint", "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint", &[]),
    ("signature", "Token signature invalid", &[]),
    (
        "roles-claim-mismatch",
        "The target role ARN is not present in the roles claim of the identity token",
        &[],
    ),
    ("roles-claim-format", "The roles claim is not in a supported format", &[]),
    ("roles-claim-empty", "The roles claim contains no valid role ARNs", &[]),
    ("role-arn", "Error: Could not assume role with OIDC: Request ARN is invalid", &[]),
    ("duration", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.", &[]),
    (
        "duration-bounds",
        "1 validation error detected: Value '600' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
        &[],
    ),
    (
        "session-name",
        "1 validation error detected: Value 'deploy/main' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
        &[],
    ),
    (
        "region-disabled",
        "RegionDisabledException: STS is not activated in this region for account:123456789012. Your account administrator can activate STS in this region using the IAM Console.",
        &[("account", "123456789012")],
    ),
    (
        "provider-parameter",
        "Unrecognized OAuth provider. Do not include a provider parameter when submitting OpenIDConnect ID tokens",
        &[],
    ),
    ("not-login-with-amazon", "Provided Token is not a Login With Amazon token", &[]),
    (
        "idp-unreachable",
        "(IDPCommunicationError) the identity provider (IDP) that was asked to verify the incoming identity token could not be reached.",
        &[],
    ),
    (
        "not-authorized-assume-role",
        "User: arn:aws:iam::1:user/u is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/r",
        &[("role", "arn:aws:iam::1:role/r")],
    ),
    (
        "not-authorized-tag-session",
        "Could not assume role with user credentials: User: arn:aws:sts::1:assumed-role/a/GitHubActions is not authorized to perform: sts:TagSession on resource: arn:aws:iam::2:role/r",
        &[("role", "arn:aws:iam::2:role/r")],
    ),
    ("not-authorized-tag-session-web-identity", "Not authorized to perform sts:TagSession", &[]),
    ("credentials-invalid", "##[error]The security token included in the request is invalid.", &[]),
    ("root-credentials", "Roles may not be assumed by root accounts.", &[]),
    (
        "request-url-missing",
        "Error: getIDToken call failed: Error message: Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable",
        &[],
    ),
    (
        "request-token-missing",
        "Error message: Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable",
        &[],
    ),
    (
        "token-request-failed",
        "Error message: Failed to get ID Token. \n \n        Error Code : 403\n \n        Error Message: forbidden",
        &[("status", "403"), ("reason", "forbidden")],
    ),
    ("token-request-empty", "Error message: Response json body do not have ID Token field", &[]),
    (
        "token-request-crashed",
        "Error: Error message: Cannot read properties of undefined (reading 'message')",
        &[],
    ),
    (
        "nested-job-of-workflow",
        "The workflow is not valid. .github/workflows/build.yml (Line: 8, Col: 3): Error calling workflow 'o/r/.github/workflows/d.yaml@66abc79'. The nested job 'Build' is requesting 'id-token: write', but is only allowed 'id-token: none'.",
        &[("called workflow", "o/r/.github/workflows/d.yaml@66abc79"), ("job", "Build")],
    ),
    (
        "nested-job",
        "The nested job 'prebuild it' is requesting 'contents: write, id-token: write', but is only allowed 'contents: read, id-token: none'.",
        &[("job", "prebuild it")],
    ),
    (
        "called-workflow",
        "Error calling workflow 'o/r/.github/workflows/d.yaml@main'. The workflow is requesting 'id-token: write', but is only allowed 'id-token: none'.",
        &[("called workflow", "o/r/.github/workflows/d.yaml@main")],
    ),
    (
        "unrecognized-named-value",
        "Invalid workflow file: .github/workflows/a.yml#L1\n(Line: 24, Col: 13): Unrecognized named-value: 'secrets'. Located at position 1 within expression: secrets.PAT != ''",
        &[("context", "secrets"), ("position", "1")],
    ),
    (
        "perhaps-permission",
        "It looks like you might be trying to authenticate with OIDC. Did you mean to set the `id-token` permission? If you are not trying to authenticate with OIDC and the action is working successfully, you can ignore this message.",
        &[],
    ),
    ("role-name", "Source Account ID is needed if the Role Name is provided and not the Role Arn.", &[]),
    (
        "force-skip-oidc",
        "If 'force-skip-oidc' is true and 'role-to-assume' is set, 'aws-access-key-id' or 'web-identity-token-file' must be set",
        &[],
    ),
    ("token-file-missing", "Web identity token file does not exist: /tmp/token", &[("file", "/tmp/token")]),
    ("token-file-unreadable", "Could not read web identity token file: EACCES", &[("reason", "EACCES")]),
    (
        "key-without-secret",
        "'aws-secret-access-key' must be provided if 'aws-access-key-id' is provided and not assuming a role",
        &[],
    ),
    (
        "other-key-loaded",
        "Unexpected failure: Credentials loaded by the SDK do not match the access key ID configured by the action",
        &[],
    ),
    (
        "wrong-account",
        "The account ID of the provided credentials (111111111111) does not match any of the expected account IDs: 999999999999",
        &[("account", "111111111111"), ("allowed", "999999999999")],
    ),
    (
        "wrong-account-later",
        "Account ID 111111111111 is not in the list of expected account IDs",
        &[("account", "111111111111")],
    ),
    ("region", "Region is not valid: ${{", &[("region", "${{")]),
    ("region-missing", "Error: Input required and not supplied: aws-region", &[]),
    ("not-in-actions", "Missing required environment variables. Are you running in GitHub Actions?", &[]),
    ("token-call-failed", "Error: getIDToken call failed: something new", &[]),
    (
        "credentials-not-loaded",
        "Credentials could not be loaded, please check your action inputs: Access key ID empty after loading credentials",
        &[],
    ),
    ("no-provider-of-credentials", "Error: Could not load credentials from any providers", &[]),
    ("with-user-credentials", "Could not assume role with user credentials: something new", &[]),
    (
        "code-access-denied",
        "An error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: something new",
        &[],
    ),
    (
        "code-access-denied-in-cloudtrail",
        r#""errorCode": "AccessDenied", "errorMessage": "An unknown error occurred""#,
        &[],
    ),
    ("code-expired-token", "ExpiredTokenException: something new", &[]),
    ("code-idp-communication", "IDPCommunicationError", &[]),
    ("code-idp-rejected-claim", "An error occurred (IDPRejectedClaim)", &[]),
    (
        "code-invalid-identity-token",
        "An error occurred (InvalidIdentityToken) when calling the AssumeRoleWithWebIdentity operation: something new",
        &[],
    ),
    ("code-malformed-policy", "MalformedPolicyDocument", &[]),
    ("code-packed-policy", "PackedPolicyTooLarge", &[]),
    ("code-region-disabled", "RegionDisabledException", &[]),
    (
        "code-validation",
        "An error occurred (ValidationError) when calling the AssumeRoleWithWebIdentity operation: something new",
        &[],
    ),
];

#[test]
fn every_wording_is_found_in_its_text_with_its_variable_parts() {
    let ids: Vec<_> = wordings().map(|wording| wording.id).collect();
    let printed: Vec<_> = PRINTED.iter().map(|(id, ..)| *id).collect();
    assert_eq!(ids, printed, "one text for each wording, in the order of the tables");
    for (id, text, variables) in PRINTED {
        let finding = one(text);
        assert_eq!(finding.wording.id, *id, "{text}");
        let found: Vec<_> = finding.variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(&found, variables, "{text}");
    }
}

#[test]
fn every_wording_has_a_stage_a_meaning_and_causes() {
    for wording in wordings() {
        assert!(!wording.stages.is_empty() && !wording.causes.is_empty(), "{}", wording.id);
        assert!(!wording.meaning.ends_with('.') && !wording.meaning.is_empty(), "{}", wording.id);
        for cause in wording.causes {
            assert!(cause.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{cause}");
        }
    }
}

#[test]
fn the_stage_and_the_generation_of_the_ambiguous_text() {
    let finding = one("The web identity token provided could not be validated");
    assert_eq!(finding.wording.stages, [Stage::Provider, Stage::Audience, Stage::Signature]);
    assert_eq!(finding.wording.generation, Generation::Since2026);
    assert_eq!(
        finding.wording.causes,
        ["provider-missing", "provider-issuer", "provider-account", "audience-provider", "signature"]
    );
    for (text, stage) in [
        ("No OpenIDConnect provider found in your account for https://a", Stage::Provider),
        ("Incorrect token audience", Stage::Audience),
        ("Token signature invalid", Stage::Signature),
    ] {
        let finding = one(text);
        assert_eq!(finding.wording.stages, [stage], "{text}");
        assert_eq!(finding.wording.generation, Generation::Until2026, "{text}");
    }
}

#[test]
fn the_printed_time_is_not_the_clock() {
    let expired =
        one("Token expired: current date/time 1789123421 must be before the expiration date/time 1789123397");
    assert_eq!(
        expired.notes[1..],
        [
            "STS prints its clock less the 300 s by which clocks may differ: it was 1789123721 (2026-09-11T10:48:41Z), not 1789123421",
            "the token expired at 1789123397 (2026-09-11T10:43:17Z), 324 s before"
        ]
    );
    let early = one(
        "Token not yet valid: current date/time 1789124026 must be after or equal to the not-before date/time 1789127326",
    );
    assert_eq!(
        early.notes,
        [
            "STS prints its clock plus the 300 s by which clocks may differ: it was 1789123726 (2026-09-11T10:48:46Z), not 1789124026",
            "the token counts from 1789127326 (2026-09-11T11:48:46Z), 3600 s later"
        ]
    );
    let extreme = one(&format!(
        "Token expired: current date/time {} must be before the expiration date/time {}",
        i64::MAX,
        i64::MIN
    ));
    assert_eq!(extreme.notes.len(), 1, "what does not compute is not told");
}

#[test]
fn prefixes_quotes_wrapping_and_colours_do_not_matter() {
    for text in [
        "Error: Could not assume role with OIDC: Not authorized to perform sts:AssumeRoleWithWebIdentity",
        "##[error]Could not assume role with OIDC: Not authorized to perform sts:AssumeRoleWithWebIdentity",
        "aws: [ERROR]: An error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: Not authorized\nto perform sts:AssumeRoleWithWebIdentity",
        "> `Not authorized to perform sts:AssumeRoleWith\n> WebIdentity`",
        "│ Error: operation error STS: AssumeRoleWithWebIdentity, https response error StatusCode: 403, RequestID: 1, api\n│ error AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity",
        "2026-09-11T11:24:12.1404880Z \u{1b}[31mError: Not authorized to perform\u{1b}[0m\n2026-09-11T11:24:12.1404881Z sts:AssumeRoleWithWebIdentity",
        "retryAndBackoff: attempt 1 of 12 failed: Could not assume role with OIDC: not authorized to perform STS:AssumeRoleWithWebIdentity. Retrying after 23ms.\nError: Could not assume role with OIDC: Not authorized to perform sts:AssumeRoleWithWebIdentity",
        r#"{"Error": {"Code": "AccessDenied", "Message": "Not authorized to perform sts:AssumeRoleWithWebIdentity\n"}}"#,
        "::error::Not authorized to perform%0Asts:AssumeRoleWithWebIdentity",
    ] {
        assert_eq!(one(text).wording.id, "not-authorized", "{text}");
    }
    assert_eq!(
        one("Couldn’t retrieve verification key\r\nfrom your identity provider").wording.id,
        "key-retrieval"
    );
    assert_eq!(
        one("Couldn&#39;t retrieve verification key from your identity provider").wording.id,
        "key-retrieval"
    );
}

#[test]
fn the_path_to_the_credentials_is_told() {
    let path = |text: &str| read(text).path;
    assert_eq!(
        path("Could not assume role with OIDC: Request ARN is invalid"),
        Some(CredentialPath::GitHubToken)
    );
    assert_eq!(
        path("Could not assume role with web identity token file: x"),
        Some(CredentialPath::TokenFile)
    );
    assert_eq!(path("Could not assume role with user credentials: x"), Some(CredentialPath::UserCredentials));
    assert_eq!(path("Request ARN is invalid"), None);
}

#[test]
fn what_says_more_comes_alone() {
    let finding = one(
        "Info: It looks like you might be trying to authenticate with OIDC. Did you mean to set the id-token permission?\n\
         Error: Credentials could not be loaded, please check your action inputs: Could not load credentials from any providers",
    );
    assert_eq!(finding.wording.id, "perhaps-permission");
    let both: Vec<_> = read("Incorrect token audience\nRequest ARN is invalid")
        .findings
        .iter()
        .map(|f| f.wording.id)
        .collect();
    assert_eq!(both, ["incorrect-audience", "role-arn"]);
}

#[test]
fn a_text_that_nobody_knows_gives_nothing() {
    for text in ["", "segmentation fault", "Not authorized", "AccessDenied"] {
        assert_eq!(read(text), Reading::default(), "{text}");
    }
}

#[test]
fn a_token_in_the_text_is_not_repeated() {
    let finding =
        one("No OpenIDConnect provider found in your account for eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzIn0.c2ln");
    assert_eq!(finding.variables, []);
}

#[test]
fn of_a_long_log_the_end_counts() {
    let log = format!("{}é Incorrect token audience", "é".repeat(MAX_TEXT_BYTES));
    assert_eq!(one(&log).wording.id, "incorrect-audience");
}

#[test]
fn many_beginnings_without_an_end_take_no_time() {
    let hostile = "The nested job ".repeat(60_000);
    assert_eq!(read(&hostile).findings, []);
}

proptest! {
    #[test]
    fn any_text_is_read(text in ".{0,200}") {
        read(&text);
    }

    #[test]
    fn a_wording_is_found_wherever_lines_break(n in 0..PRINTED.len(), breaks in proptest::collection::vec(any::<bool>(), 40)) {
        let (id, text, _) = PRINTED[n];
        let mut breaks = breaks.into_iter().cycle();
        let wrapped: String = text
            .split(' ')
            .flat_map(|word| [word, if breaks.next() == Some(true) { "\n│  " } else { " " }])
            .collect();
        prop_assert_eq!(one(&wrapped).wording.id, id);
    }
}
